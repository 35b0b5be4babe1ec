import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Security, type KafkaClusterSpec } from '../../cluster/index';
import { memberIdentities } from '../../cluster/identities/member-identities';
import { inventoryTopology } from '../../cluster/inventory/parse-inventory';
import { packageFolder } from '../../cluster/package-folder';
import type { ProcessName } from '../../cluster/processes/processes';
import { OwnAuthority } from '../../scripts/authority/own-authority';
import type { SecretStore } from '../../scripts/secrets/secret-store';
import { ALL_DOORS, DOORS_FROM_ELSEWHERE, NO_DOOR } from '../support/members-doors';
import { certifyHost } from './certify-host';
import { describeInLab } from './describe-in-lab';
import { exec, inNamespace, waitUntil } from './exec';
import { waitForHostState } from './host-status';
import { SmallCluster } from './small-cluster';
import smallSpec from './small.spec';
import { SmallTools } from './small-tools';
import { startLab, type Lab } from './start-lab';

const HOSTS = ['broker-1', 'broker-2', 'broker-3'] as const;
const ADDRESSES = ['10.20.0.11', '10.20.1.11', '10.20.2.11'] as const;
const TLS_PORTS = [9093, 9095, 2182] as const;
const PLAIN_PORTS = [9091, 9092, 2181] as const;
const spec: KafkaClusterSpec = { ...smallSpec, security: Security.tls() };

// What an operator does with a secured cluster in its life, on booted hosts. Each test goes on where the
// one before has ended.
describeInLab('a secured cluster on hosts of its own', () => {
  let lab: Lab;
  let cluster: SmallCluster;
  let tools: SmallTools;

  beforeAll(async () => {
    lab = await startLab({ name: 'secured', image: 'baked', quickJava: true });
    tools = new SmallTools(lab, () => cluster);
    cluster = await SmallCluster.make(lab, spec);
    for (const name of HOSTS) await cluster.launch(name);
    await waitUntil('the hosts to boot', () => lab.hosts().length === HOSTS.length);
  });

  afterAll(async () => {
    cluster?.close();
    await lab?.stop();
  });

  const inside = (name: string, ...argv: readonly string[]) => lab.host(name).inside(argv);
  const shown = (name: string, unit: string, property: string) =>
    inside(name, 'systemctl', 'show', '--value', `--property=${property}`, unit);
  const starts = () =>
    Promise.all(
      HOSTS.flatMap((name) =>
        ['kafka', 'zookeeper'].map((unit) => shown(name, unit, 'ActiveEnterTimestampMonotonic')),
      ),
    );
  const expectDone = ({ code, said }: { code: number | null; said: string }) =>
    expect(`${code}\n${said.slice(-3_000)}`).toMatch(/^0\n/);

  /** The secrets of the account, as the tools find them. */
  const secrets: SecretStore = {
    read: async (name) => {
      type Found = { Parameter: { Value: string } };
      const Name = `/kafka/small/${name}`;
      const found = await cluster.call<Found>('ssm', 'get_parameter', {
        Name,
        WithDecryption: true,
      });
      return found.Parameter.Value;
    },
    keep: () => Promise.reject(new Error('nothing is to be kept')),
    replace: () => Promise.reject(new Error('nothing is to be replaced')),
    remove: () => Promise.reject(new Error('nothing is to be removed')),
  };

  /** What openssl is shown at a port. */
  const shownAt = (address: string, port: number, ...words: readonly string[]) => {
    const [program = '', ...args] = inNamespace(lab.place.namespace, [
      ...['timeout', '10', 'openssl', 's_client', '-connect', `${address}:${port}`, ...words],
    ]);
    try {
      return execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe', input: '' });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  };
  const certificatesShown = () =>
    ADDRESSES.flatMap((address) =>
      TLS_PORTS.map((port) => new X509Certificate(shownAt(address, port).match(PEM)![0])),
    );

  it('waits for its certificates, and says so', async () => {
    for (const name of HOSTS) {
      const state = await waitForHostState(lab.host(name), 'waiting', 'certificates');
      expect(state).toMatch(/^message for the certificates of zookeeper, kafka$/m);
      expect(await shown(name, 'kafka', 'ConditionResult')).toBe('no');
      expect(await shown(name, 'zookeeper', 'ActiveState')).toBe('inactive');
    }
  });

  it('comes up once converge has had them signed', async () => {
    const end = await tools.run('converge', '--yes');
    expectDone(end);
    expect(end.said).toContain('broker-1, Kafka: has no certificate; gets one for a new key');
    expectDone(await tools.run('smoke', '--wait', '300'));
    expect((await tools.run('status')).said).toContain(
      'small is healthy, and every host has its files.',
    );
  });

  it('has nothing to bring when it is run again', async () => {
    const end = await tools.run('converge', '--dry-run');
    expectDone(end);
    expect(end.said).not.toContain('certificate');
  });

  it('shows at each port who the host is, by its name and its address, and speaks TLS 1.3 alone', () => {
    for (const [index, address] of ADDRESSES.entries()) {
      for (const port of TLS_PORTS) {
        const [pem] = shownAt(address, port).match(PEM)!;
        const certificate = new X509Certificate(pem);
        expect(certificate.subjectAltName).toBe(
          `DNS:broker-${index + 1}.small.internal, IP Address:${address}`,
        );
        expect(shownAt(address, port, '-tls1_2')).not.toContain('BEGIN CERTIFICATE');
      }
    }
  });

  it('has no port without TLS', async () => {
    const listening = (await inside('broker-1', 'ss', '-Hltn')).match(/(?<=:)\d+(?= )/g)!;
    expect(
      listening.map(Number).filter((port) => PLAIN_PORTS.some((each) => each === port)),
    ).toEqual([]);
    expect(listening.map(Number)).toEqual(expect.arrayContaining([...TLS_PORTS]));
  });

  it('gives each key to its process alone, and to nobody outside of the host', async () => {
    const keys = new Set<string>();
    for (const name of HOSTS) {
      for (const process of ['kafka', 'zookeeper']) {
        const file = `/etc/${process}/tls/identity.pem`;
        expect(await inside(name, 'stat', '-c', '%a %U', file)).toBe(`400 ${process}`);
        keys.add((await inside(name, 'sed', '-n', '2p', file)).trim());
      }
    }
    expect(keys.size).toBe(6);
    await expectNowhere([...keys]);
    const authority = (await secrets.read('authority'))!.split('\n')[1]!;
    await expectNowhere([authority, (await secrets.read('tools.pem'))!.split('\n')[1]!]);
  });

  /** Neither in what the account shows of hosts and files, nor in what hosts log and run. */
  async function expectNowhere(needles: readonly string[]): Promise<void> {
    const haystacks: string[] = [JSON.stringify(cluster.inventory())];
    for (const name of HOSTS) {
      haystacks.push(cluster.userData(name));
      haystacks.push(
        await inside(
          name,
          'bash',
          '-c',
          'cat /var/log/kafka/* /var/log/zookeeper/* 2>/dev/null; journalctl --no-pager; ps axwwe -o args; cat /var/log/cloud-init*.log; find /tmp /var/tmp -type f -exec cat {} + 2>/dev/null; true',
        ),
      );
    }
    type Listed = { Contents: readonly { Key: string; Size: number }[] };
    const { Contents } = await cluster.call<Listed>('s3', 'list_objects_v2', {
      Bucket: 'small-files',
    });
    expect(Contents.length).toBeGreaterThan(20);
    haystacks.push(
      await inside(
        'broker-1',
        'bash',
        '-c',
        'aws s3 cp --region eu-west-1 --recursive --only-show-errors --exclude "*archives*" s3://small-files/ /tmp/bucket && find /tmp/bucket -type f -exec cat {} + && rm -r /tmp/bucket',
      ),
    );
    for (const log of readdirSync(lab.place.folder).filter((name) => name.endsWith('.log')))
      haystacks.push(readFileSync(`${lab.place.folder}/${log}`, 'utf8'));
    expect(haystacks.join('').length).toBeGreaterThan(100_000);
    for (const needle of needles) {
      expect(needle.length).toBeGreaterThan(60);
      expect(haystacks.filter((text) => text.includes(needle))).toEqual([]);
    }
  }

  it('gives a host that was replaced its certificate, without an operator', async () => {
    await cluster.terminate('broker-2');
    await cluster.launch('broker-2');
    const end = await tools.run('gate', '--after', 'broker-2', '--stall', '600');
    expectDone(end);
    expect(end.said).toContain('broker-2, Kafka: has no certificate; gets one for a new key');
    expectDone(await tools.run('smoke', '--wait', '300'));
  });

  /** Certificates of another life than the spec's. */
  async function certifyFor(name: string, process: string, minutes: number): Promise<void> {
    const authority = await OwnAuthority.open(secrets, 'small');
    const member = memberIdentities(inventoryTopology(cluster.inventory())).find(
      (each) => each.host.name === name && each.process.name === process,
    )!;
    await certifyHost(lab.host(name), member, async (request) => ({
      signed: await authority.sign({ request, names: member, days: minutes / 1_440 }),
      trusted: await authority.trusted(),
    }));
  }

  /** What was copied from the disk of the first host, and may be shown by anybody. */
  const stolen: Record<ProcessName, string> = { kafka: '', zookeeper: '' };

  async function doorsFrom(namespace: string): Promise<unknown> {
    const [inventory, keys] = ['doors-inventory.json', 'doors-keys.json'].map((name) =>
      join(lab.place.folder, name),
    ) as [string, string];
    writeFileSync(inventory, JSON.stringify(cluster.inventory()));
    writeFileSync(keys, JSON.stringify(stolen), { mode: 0o600 });
    const jiti = join(packageFolder(), 'node_modules/.bin/jiti');
    const script = join(__dirname, 'count-doors.ts');
    return JSON.parse(await exec(inNamespace(namespace, [jiti, script, inventory, keys])));
  }
  const fromElsewhere = () => doorsFrom(lab.place.namespace);
  const fromTheHost = () => doorsFrom(lab.network.namespaceOf(lab.host('broker-1').instance));

  /** Of another host, by somebody who comes from none. */
  async function metricsBy(identity: string): Promise<string> {
    const file = join(lab.place.folder, 'stolen.pem');
    writeFileSync(file, identity, { mode: 0o600 });
    const url = 'https://10.20.1.11:7072/metrics';
    const curl = `curl --silent --show-error --insecure --max-time 60 --cert ${file} ${url} 2>&1; true`;
    return await exec(inNamespace(lab.place.namespace, ['bash', '-c', curl]));
  }

  it('answers who has copied the keys of a host where docs/certificates.md says, and nowhere else', async () => {
    for (const name of ['kafka', 'zookeeper'] as const)
      stolen[name] = await inside('broker-1', 'cat', `/etc/${name}/tls/identity.pem`);
    expect(await fromTheHost()).toEqual(ALL_DOORS);
    expect(await fromElsewhere()).toEqual(DOORS_FROM_ELSEWHERE);
    expect(await metricsBy(stolen.kafka)).toContain('kafka_server_');
    expect(await metricsBy(stolen.zookeeper)).toMatch(/^curl: /);
  });

  it('renews what is near its end while all runs on, and shows it at every port', async () => {
    for (const name of HOSTS)
      for (const process of ['kafka', 'zookeeper']) await certifyFor(name, process, 20);
    const before = await starts();
    const shows = await tools.run('converge', '--dry-run');
    expect(shows.code).toBe(1);
    expect(shows.said).toMatch(
      /broker-3, ZooKeeper: has a certificate with less than a third of its life left/,
    );
    const end = await tools.run('converge', '--yes', '--stall', '300');
    expectDone(end);
    expect(end.said.match(/taken in without a restart/g)).toHaveLength(6);
    expect(await starts()).toEqual(before);
    const inAMonth = Date.now() + 30 * 86_400_000;
    for (const { validToDate } of certificatesShown())
      expect(validToDate.getTime()).toBeGreaterThan(inAMonth);
    expectDone(await tools.run('converge', '--dry-run'));
    expectDone(await tools.run('smoke', '--wait', '120'));
  });

  it('puts another authority in the place of the one that signs, and restarts no broker for it', async () => {
    const brokers = () =>
      Promise.all(HOSTS.map((name) => shown(name, 'kafka', 'ActiveEnterTimestampMonotonic')));
    const before = await brokers();
    const begin = await tools.run('converge', '--yes', '--new-authority', 'begin');
    expectDone(begin);
    expect(begin.said).toMatch(/broker-2, ZooKeeper: trusts other authorities; gets them/);
    expect(begin.said).toContain('Have every client trust both, too');
    const trusted = new Set(
      await Promise.all(HOSTS.map((name) => inside(name, 'cat', '/etc/kafka/tls/trusted.pem'))),
    );
    expect([...trusted].map((pem) => pem.match(/BEGIN CERT/g)?.length)).toEqual([2]);
    const old = certificatesShown().map(({ issuer }) => issuer);
    expect(new Set(old)).toEqual(new Set(['CN=small authority']));
    const use = await tools.run('converge', '--yes', '--new-authority', 'use');
    expectDone(use);
    const issuers = new Set(certificatesShown().map(({ issuer }) => issuer));
    expect([...issuers]).toEqual([expect.stringMatching(/^CN=small authority [\da-f]{8}$/)]);
    expect(await brokers()).toEqual(before);
    expectDone(await tools.run('converge', '--dry-run'));
    expectDone(await tools.run('smoke', '--wait', '120'));
  });

  it('answers by no byte whoever shows the keys that were copied before', async () => {
    expect(await fromTheHost()).toEqual(NO_DOOR);
    expect(await fromElsewhere()).toEqual(NO_DOOR);
    expect(await metricsBy(stolen.kafka)).toMatch(/^curl: /);
  });

  it('comes back when a certificate was let run out', async () => {
    await certifyFor('broker-3', 'kafka', 0.25);
    await inside('broker-3', 'systemctl', 'restart', 'kafka');
    await sleep(20_000);
    const end = await tools.run('converge', '--yes', '--stall', '300');
    expectDone(end);
    expect(end.said).toMatch(
      /broker-3, Kafka: has a certificate that is over since .*; kafka\.service is started anew/,
    );
    expectDone(await tools.run('smoke', '--wait', '300'));
  });
});

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/;
