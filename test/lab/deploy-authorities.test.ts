import { rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memberIdentities, type MemberIdentity } from '../../cluster/identities/member-identities';
import { inventoryTopology } from '../../cluster/inventory/parse-inventory';
import { OwnAuthority } from '../../scripts/authority/own-authority';
import { opensslAuthority, type OpensslAuthority } from '../support/openssl-authority';
import { newPrivateCa, type PrivateCa } from './aws-double/new-private-ca';
import { certifyHost } from './certify-host';
import { describeInLab } from './describe-in-lab';
import {
  DeployedLab,
  expectVerified,
  HEALTHY,
  HOSTS,
  ONLY_VERIFIES,
  stepsOf,
} from './deployed-lab';

const PORTS = [9093, 9095, 2182] as const;
const RENEWED = /taken in without a restart/g;

// A cluster whose certificates somebody else signs, from its first deploy on. Each test goes on where the one before
// has ended.
describeInLab('prod-logging, certified by authorities of its callers', () => {
  let deployed: DeployedLab;
  let corporate: OpensslAuthority;
  let privateCa: PrivateCa;
  /** As long as it is there, the command refuses to sign. */
  let closed = '';

  beforeAll(async () => {
    deployed = await DeployedLab.start({ name: 'signed', image: 'baked', quickJava: true });
    const { project } = deployed;
    await project.useTerrain();
    const pki = join(project.folder, 'pki');
    closed = join(pki, 'closed');
    corporate = opensslAuthority(pki, 'corporate', {
      prints: `[[ ! -e '${closed}' ]] || { echo 'the office is closed' >&2; exit 3; }\nprintf %s "$signed"`,
    });
    await project.changeSpec(`
      security: Security.tls({
        authority: Authority.command({
          command: ['${pki}/sign'],
          trusted: readFileSync('pki/root.pem', 'utf8'),
        }),
      }),`);
  });

  afterAll(() => deployed?.stop());

  const inside = (name: string, script: string) => deployed.inside(name, 'bash', '-c', script);

  /** What a port shows to a member, who trusts what its host trusts and compares the name. */
  async function shown(name: string, port: number): Promise<string> {
    const host = `${name}.prod-logging.internal`;
    const checks = `-CAfile /etc/kafka/tls/trusted.pem -verify_return_error -verify_hostname ${host}`;
    return await inside(
      'broker-1',
      `timeout 20 openssl s_client -connect ${host}:${port} ${checks} </dev/null 2>&1; true`,
    );
  }

  /** Whose word all ports are believed by. */
  async function expectIssuer(commonName: string): Promise<void> {
    for (const name of HOSTS)
      for (const port of PORTS) {
        const said = await shown(name, port);
        expect(`${name} ${port} ${said}`).toMatch(/Verify return code: 0 \(ok\)/);
        expect(/^issuer=.*/m.exec(said)?.[0]).toBe(`issuer=CN = ${commonName}`);
      }
  }

  const members = async (): Promise<readonly MemberIdentity[]> =>
    memberIdentities(inventoryTopology(await deployed.project.inventory()));
  const identities = () =>
    Promise.all(HOSTS.map((name) => inside(name, 'sha256sum /etc/{kafka,zookeeper}/tls/*.pem')));
  const starts = () =>
    Promise.all(
      HOSTS.map((name) =>
        inside(name, 'systemctl show --value -p ActiveEnterTimestampMonotonic kafka zookeeper'),
      ),
    );
  const trusted = async () => {
    const { output } = await deployed.project.tool('trust');
    return output.trim();
  };
  const tool = async (code: number, ...argv: readonly string[]) => {
    const end = await deployed.project.tool(...argv);
    expect(`${end.code}\n${end.output.slice(-3_000)}`).toMatch(new RegExp(`^${code}\n`));
    return end.output;
  };

  it('comes up by a command of its caller, and makes no authority', async () => {
    expectVerified(await deployed.project.deploy());
    expect(await deployed.status()).toContain(HEALTHY);
    await expectIssuer('corporate');
    expect(await trusted()).toBe(corporate.spec.trusted.trim());
    type Found = { readonly InvalidParameters: readonly string[] };
    const Names = ['authority', 'tools.pem'].map((name) => `/kafka/prod-logging/${name}`);
    const found = await deployed.calls.call<Found>('ssm', 'get_parameters', { Names });
    expect(found.InvalidParameters).toEqual([Names[0]]);
  });

  it('is near the end of its certificates, and stays as it is while the command fails', async () => {
    const [key, signer] = ['signer.key', 'signer.pem'].map((name) =>
      readFileSync(join(corporate.folder, name), 'utf8'),
    );
    const read = () => Promise.resolve(`${key}${signer}`);
    const never = () => Promise.reject(new Error('nothing is to be changed'));
    const authority = await OwnAuthority.open(
      { read, keep: never, replace: never, remove: never },
      'corporate',
    );
    for (const member of await members())
      await certifyHost(deployed.lab.host(member.host.name), member, async (request) => ({
        signed: `${await authority.sign({ request, names: member, days: 1 / 72 })}${signer}`,
        trusted: corporate.spec.trusted,
      }));
    expect(await tool(1, 'converge', '--dry-run')).toMatch(
      /broker-3, ZooKeeper: has a certificate with less than a third of its life left/,
    );
    writeFileSync(closed, '');
    const before = await identities();
    expect(await tool(2, 'converge', '--yes')).toMatch(
      /security\.authority\.command: must print a certificate .*exit code 3: the office is closed/,
    );
    expect(await identities()).toEqual(before);
    rmSync(closed);
  });

  it('has them renewed by it while all processes run', async () => {
    const before = await starts();
    const said = await tool(0, 'converge', '--yes', '--stall', '300');
    expect(said.match(RENEWED)).toHaveLength(6);
    expect(await starts()).toEqual(before);
    await expectIssuer('corporate');
    expect(await tool(0, 'converge', '--dry-run')).not.toContain('certificate');
  });

  it('comes to AWS Private CA by a deploy, which waits for what clients trust', async () => {
    privateCa = await newPrivateCa(deployed.calls, 'private root');
    await deployed.project.changeSpec(
      `security: Security.tls({ authority: Authority.awsPrivateCa({ arn: '${privateCa.arn}' }) }),`,
    );
    const end = await deployed.project.deploy();
    expectVerified(end);
    expect(stepsOf(end.output)).toEqual(['Converge', 'Verify']);
    await expectIssuer('corporate');
    expect((await trusted()).match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(await deployed.status()).toMatch(
      /CN=private root in the place of CN=corporate root, while the old one still signs[^]*--new-authority use/,
    );
  });

  it('is signed for by that once they trust it', async () => {
    const brokers = await deployed.brokerStarts();
    await tool(0, 'converge', '--yes', '--new-authority', 'use', '--stall', '300');
    await expectIssuer('private root');
    expect(await trusted()).toBe(privateCa.certificate.trim());
    expect(await deployed.brokerStarts()).toEqual(brokers);
    expect(await deployed.status()).toContain(HEALTHY);
    const end = await deployed.project.deploy();
    expect(end.output).toMatch(ONLY_VERIFIES);
    expectVerified(end);
  });

  it('has it sign anew what is for other names', async () => {
    const wrong = (await members()).filter(({ host }) => host.name === 'broker-2');
    for (const member of wrong) {
      const hosts = [...member.hosts, 'renamed.prod-logging.internal'];
      await certifyHost(deployed.lab.host('broker-2'), member, async (request) => ({
        signed: await privateCa.sign(request, { ...member, hosts }),
        trusted: privateCa.certificate,
      }));
    }
    const said = await tool(0, 'converge', '--yes', '--stall', '300');
    expect(said.match(RENEWED)).toHaveLength(2);
    await expectIssuer('private root');
    expect(await tool(0, 'converge', '--dry-run')).not.toContain('certificate');
  });
});
