import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeInLab } from './describe-in-lab';
import { DeployedLab, expectVerified, HEALTHY, HOSTS, ONLY_VERIFIES } from './deployed-lab';
import { MovedShipper } from './moved-shipper';
import { printedSettings } from './printed-settings';

const PLAIN_PORTS = [9092, 9091, 2181];
const TLS_PORTS = [9093, 9095, 2182];
const SECURED = `
  security: Security.tls(),
  clients: [{ name: 'shipper', produce: ['shipped'], consume: ['shipped'], group: 'judge' }],`;
const INVENTORY = ['--inventory', 'inventory.json'];

// What docs/secure-a-running-cluster.md tells an operator, each step as it is typed. Each test goes on where the one
// before has ended.
describeInLab('prod-logging, deployed without TLS, under load', () => {
  let deployed: DeployedLab;
  let shipper: MovedShipper | undefined;

  beforeAll(async () => {
    deployed = await DeployedLab.start({
      ...{ name: 'secure-tf', image: 'baked', quickJava: true },
    });
    await deployed.project.useTerrain();
    expectVerified(await deployed.project.deploy());
    shipper = await MovedShipper.start(deployed.lab, serversAt(9092));
  });

  afterAll(async () => {
    await shipper?.stop();
    await deployed?.stop();
  });

  const serversAt = (port: number) =>
    HOSTS.map((name) => `${name}.prod-logging.internal:${port}`).join();

  /** What the account's rules let in of these ports, to whatever hosts. */
  async function ruledPorts(): Promise<readonly number[]> {
    type Rule = { readonly IsEgress: boolean; readonly FromPort: number };
    type Found = { readonly SecurityGroupRules: readonly Rule[] };
    const asked = ['ec2', 'describe_security_group_rules', {}] as const;
    const { SecurityGroupRules } = await deployed.calls.call<Found>(...asked);
    const open = SecurityGroupRules.filter(({ IsEgress }) => !IsEgress);
    return [...PLAIN_PORTS, ...TLS_PORTS].filter((port) =>
      open.some(({ FromPort }) => FromPort === port),
    );
  }

  /** Those at which processes listen, on every host. */
  async function servedPorts(): Promise<readonly number[]> {
    const listening = await Promise.all(HOSTS.map((name) => deployed.inside(name, 'ss', '-Hltn')));
    return [...PLAIN_PORTS, ...TLS_PORTS].filter((port) =>
      listening.every((said) => said.includes(`:${port} `)),
    );
  }

  async function secret(name: string): Promise<string> {
    type Found = { readonly Parameter: { readonly Value: string } };
    const asked = { Name: `/kafka/prod-logging/${name}`, WithDecryption: true };
    return (await deployed.calls.call<Found>('ssm', 'get_parameter', asked)).Parameter.Value;
  }

  /** Of Java's client, as its owner makes it of what is printed. */
  async function login(): Promise<string> {
    const { project } = deployed;
    const trusted = join(project.folder, 'trusted.pem');
    await project.writeInventory();
    const pem = await project.run(['cdktf-kafka', 'clients', 'trusted', ...INVENTORY]);
    writeFileSync(trusted, `${pem.output}\n`);
    const said = await project.run(['cdktf-kafka', 'clients', 'connect', 'shipper', ...INVENTORY]);
    const name = / --name \/kafka\/prod-logging\/(\S+)/.exec(said.output)![1]!;
    return printedSettings(said.output, 'Java')
      .replace('trusted.pem', trusted)
      .replace('PASSWORD', await secret(name));
  }

  it('is told before by a plan review how it gets there', async () => {
    await deployed.project.changeSpec(SECURED);
    const { code, output } = await deployed.project.run([
      ...['cdktf-kafka', 'plan-review', '--stack', 'prod-logging'],
    ]);
    expect(`${code} ${output}`).toMatch(/^1 /);
    expect(output).toMatch(/security-changed/);
  });

  it('serves both kinds of ports as long as a client uses the old ones', async () => {
    const { code, output } = await deployed.project.deploy();
    expect(`${code} ${output.slice(-4_000)}`).toMatch(/^1 /);
    expect(output).toMatch(/The ports without TLS: must have nobody connected/);
    expect(output).toMatch(/ {2}- 10\.20\.\S+: .*CLIENT of broker-1/);
    expect(await ruledPorts()).toEqual([...PLAIN_PORTS, ...TLS_PORTS]);
    expect(await servedPorts()).toEqual([...PLAIN_PORTS, ...TLS_PORTS]);
    expect(await deployed.openPorts([...PLAIN_PORTS, ...TLS_PORTS])).toEqual([9092, 9093]);
    await shipper!.shipsOn();
    expect(await deployed.status()).toMatch(
      /security: must be what the spec asks for: only ports with TLS/,
    );
  });

  it('closes them, with their rules, once it has moved', async () => {
    await shipper!.move({ servers: serversAt(9093), login: await login() });
    expectVerified(await deployed.project.deploy());
    expect(await servedPorts()).toEqual(TLS_PORTS);
    expect(await ruledPorts()).toEqual(TLS_PORTS);
    expect(await deployed.openPorts([...PLAIN_PORTS, ...TLS_PORTS])).toEqual([9093]);
    expect(await deployed.status()).toContain(HEALTHY);
    await shipper!.shipsOn();
    const again = await deployed.project.deploy();
    expect(again.output).toMatch(ONLY_VERIFIES);
    expectVerified(again);
  });

  it('does not go back by mistake', async () => {
    await deployed.project.changeSpec('');
    const { code, output } = await deployed.project.deploy();
    expect(code).toBe(1);
    expect(output).toMatch(/security: must stay tls, got plaintext/);
    expect(await servedPorts()).toEqual(TLS_PORTS);
    expect(await ruledPorts()).toEqual(TLS_PORTS);
    await shipper!.shipsOn();
  });

  it('goes back where that is asked for, in two deploys as well', async () => {
    const back = { CDKTF_KAFKA_TO_PLAINTEXT: 'true' };
    const used = await deployed.project.deploy(back);
    expect(`${used.code} ${used.output.slice(-4_000)}`).toMatch(/^1 /);
    expect(used.output).toMatch(/The ports with TLS: must have nobody connected/);
    expect(await ruledPorts()).toEqual([...PLAIN_PORTS, ...TLS_PORTS]);
    await shipper!.move({ servers: serversAt(9092) });
    expectVerified(await deployed.project.deploy(back));
    expect(await servedPorts()).toEqual(PLAIN_PORTS);
    expect(await ruledPorts()).toEqual(PLAIN_PORTS);
    expect(await deployed.status()).toContain(HEALTHY);
    await shipper!.shipsOn();
  });

  it('has lost none of the records that were acknowledged all along, and failed none', () =>
    shipper!.expectNothingLost());
});
