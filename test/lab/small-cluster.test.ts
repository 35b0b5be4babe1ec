import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostFile } from '../../cluster/host-files';
import { describeInLab } from './describe-in-lab';
import { exec, inNamespace, waitUntil } from './exec';
import { faultsOf } from './faults';
import { mappedClassArchives, readHostStatus, waitForHostState } from './host-status';
import { SmallCluster } from './small-cluster';
import { startLab, type Lab } from './start-lab';
import { checkSmallCluster } from './trial';

const PROGRAM = '/usr/local/sbin/cdktf-kafka-host';
const SETTINGS = '/etc/kafka/server.properties';
/** Of hosts that fetch Kafka from the bucket, and make its class archives themselves. */
const WITHOUT_KAFKA = 'ami-0a1b2c3d4e5f60001';
/** Debian as it is published, of hosts that lack Java as well. */
const BARE = 'ami-0a1b2c3d4e5f60000';

describeInLab('the hosts of a cluster', () => {
  let lab: Lab;
  let cluster: SmallCluster;

  beforeAll(async () => {
    const images = { [WITHOUT_KAFKA]: 'prebaked', [BARE]: 'bare' } as const;
    lab = await startLab({ name: 'hosts', image: 'baked', images, quickJava: true });
    cluster = await SmallCluster.make(lab);
    await cluster.launch('broker-1');
    await cluster.launch('broker-2');
    await cluster.launch('broker-3', { imageId: WITHOUT_KAFKA });
  });

  afterAll(async () => {
    cluster?.close();
    await lab?.stop();
  });

  const inside = (name: string, ...argv: string[]) => lab.host(name).inside(argv);
  const ready = (name: string) => waitForHostState(lab.host(name), 'ready');
  const mainProcess = (name: string) =>
    inside(name, 'systemctl', 'show', '--value', '--property=MainPID', 'kafka.service');
  /** Its exit code and what it said: a refusal is no failure of the test. */
  const host = async (name: string, command: string) =>
    inside(name, 'bash', '-c', `${PROGRAM} ${command} 2>&1; echo "exit code $?"`);

  it('come up from user data and the bucket alone, as a cluster that passes every smoke check', async () => {
    for (const { name } of cluster.topology.hosts) await ready(name);
    expect(await checkSmallCluster(lab)).toBe(true);
  });

  it('are given user data that cloud-init finds valid, and runs without an error', async () => {
    expect(await inside('broker-1', 'cloud-init', 'schema', '--system')).toMatch(/^Valid/);
    expect(await inside('broker-1', 'cloud-init', 'status', '--wait')).toMatch(/status: done/);
  });

  it('have their disks by UUID, as XFS without access times, each in its place', async () => {
    const table = await inside('broker-1', 'cat', '/etc/fstab');
    for (const point of ['/var/lib/zookeeper', '/var/lib/kafka/disk1']) {
      const mount = await inside('broker-1', 'findmnt', '-n', '-o', 'FSTYPE,OPTIONS', point);
      expect(mount).toMatch(/^xfs +rw,nosuid,nodev,noatime/);
      expect(table).toMatch(
        new RegExp(`^UUID=\\S+ ${point} xfs noatime,nosuid,nodev,nofail,`, 'm'),
      );
    }
  });

  it('have what was rendered, and run what they have', async () => {
    const { files, started } = await readHostStatus(lab.host('broker-1'));
    expect(files.length).toBeGreaterThan(15);
    expect(files.filter(({ wanted, found }) => wanted !== found)).toEqual([]);
    const digests = new Map(files.map(({ path, found }) => [path, found]));
    for (const { digest, path } of started) expect(digest).toBe(digests.get(path));
    expect(new Set(started.map(({ unit }) => unit))).toEqual(
      new Set(['kafka.service', 'zookeeper.service']),
    );
  });

  it('publish the SSH keys that they answer with', async () => {
    const published = await download('small/broker-1/published/ssh_host_keys');
    const scanned = await exec(
      inNamespace(lab.place.namespace, ['ssh-keyscan', '-t', 'ed25519', '10.20.0.11']),
    );
    expect(scanned).toContain(published.trim());
  });

  it('run their processes as users whose ids are the same everywhere', async () => {
    for (const { name } of cluster.topology.hosts) {
      expect(await inside(name, 'id', '-u', 'kafka')).toBe('9092');
      expect(await inside(name, 'id', '-u', 'zookeeper')).toBe('2181');
    }
  });

  /** As converge does: what the deployer wants on the host, by a way that is not the bucket. */
  const vouch = (name: string) =>
    inside(
      name,
      ...['bash', '-c', 'echo "$0" >/etc/cdktf-kafka/manifest.sha256'],
      cluster.manifestSha256(name),
    );

  it('pull a changed file without touching what runs, and say that they run an older one', async () => {
    const before = await mainProcess('broker-1');
    await cluster.putFiles('broker-1', (file) =>
      file.path === SETTINGS ? withContent(file, `${file.content}background.threads=11\n`) : file,
    );
    expect(await host('broker-1', 'pull')).toMatch(
      /REFUSED: s3:.*manifest: must have the SHA-256 \S{64}, got \S{64}\..*\nexit code 3$/,
    );
    await vouch('broker-1');
    expect(await host('broker-1', 'pull')).toMatch(
      /^changed broker-settings \/etc\/kafka\/server\.properties\nmanifest \S{64}\nexit code 0$/,
    );
    expect(await host('broker-1', 'pull')).toMatch(/^manifest \S{64}\nexit code 0$/);
    expect(await mainProcess('broker-1')).toBe(before);
    const { files, started } = await readHostStatus(lab.host('broker-1'));
    const now = files.find(({ path }) => path === SETTINGS)?.found;
    const atStart = started.find(({ path, unit }) => path === SETTINGS && /^kafka/.test(unit));
    expect(atStart?.digest).not.toBe(now);
  });

  it('refuse a file whose digest is not the one that the manifest names', async () => {
    const stands = await inside('broker-1', 'sha256sum', SETTINGS);
    await cluster.put(`small/broker-1${SETTINGS}`, 'broker.id=1\n# torn');
    expect(await host('broker-1', 'pull')).toMatch(
      /REFUSED: .*differs in: \/etc\/kafka\/server\.properties.*\nexit code 3$/,
    );
    expect(await inside('broker-1', 'sha256sum', SETTINGS)).toBe(stands);
    await cluster.putFiles('broker-1');
    await vouch('broker-1');
    expect(await host('broker-1', 'pull')).toContain('changed broker-settings');
  });

  it('make class archives in the background, once their processes are up', async () => {
    const made = () =>
      inside('broker-3', 'ls', '/var/lib/cdktf-kafka/class-archives').catch(() => '');
    await waitUntil(
      'both archives',
      async () => /^kafka-\S+\.jsa\nzookeeper-\S+\.jsa$/.test(await made()),
      { everyMs: 500 },
    );
    expect(await mappedClassArchives(lab.host('broker-3'))).toEqual([]);
  });

  it('come back from a reboot with the same disks, and those archives, without being asked', async () => {
    const disks = await inside('broker-3', 'cat', '/etc/fstab');
    // Nothing may enter a host that goes down: what is in it when its processes are stopped stays.
    const { consoleFile } = lab.host('broker-3');
    const boots = () => read(consoleFile).split('cdktf-kafka-host: boots').length;
    const before = boots();
    await inside('broker-3', 'systemctl', '--no-block', 'reboot');
    await waitUntil('another boot', () => boots() > before);
    await ready('broker-3');
    expect(await inside('broker-3', 'cat', '/etc/fstab')).toBe(disks);
    expect(await checkSmallCluster(lab)).toBe(true);
    expect(await mappedClassArchives(lab.host('broker-3'))).toEqual(['kafka', 'zookeeper']);
    const { files } = await readHostStatus(lab.host('broker-3'));
    expect(files.filter(({ wanted, found }) => wanted !== found)).toEqual([]);
  });

  it('are replaced by others of an image without Java, which install it and come up as the same broker, with its data', async () => {
    const meta = '/var/lib/kafka/disk1/topics/meta.properties';
    const before = await inside('broker-2', 'cat', meta);
    const key = await download('small/broker-2/published/ssh_host_keys');
    const old = cluster.instanceId('broker-2');
    await cluster.terminate('broker-2');
    await waitUntil('the old host to go', () => isGone(old));
    await cluster.launch('broker-2', { imageId: BARE });
    await waitUntil('the new host', () => lab.hosts().length === 3);
    await ready('broker-2');
    expect(await inside('broker-2', 'cat', meta)).toBe(before);
    // No renewal restarts brokers behind the operators' back.
    expect(await inside('broker-2', 'apt-mark', 'showhold')).toBe('openjdk-17-jre-headless');
    expect(await inside('broker-2', 'bash', '-c', 'java -version 2>&1')).toContain(
      'openjdk version "17.',
    );
    expect(await download('small/broker-2/published/ssh_host_keys')).not.toBe(key);
    expect(await checkSmallCluster(lab)).toBe(true);
    await expectNodeExporterInstalled();
  });

  /** In the background, while the processes ran already. */
  async function expectNodeExporterInstalled(): Promise<void> {
    const url = 'http://127.0.0.1:9100/metrics';
    const ask = () => inside('broker-2', 'bash', '-c', `curl --silent ${url} || true`);
    await waitUntil('the host to tell metrics of itself', async () =>
      (await ask()).includes('node_filesystem_avail_bytes{'),
    );
    const exporter = 'prometheus-node-exporter';
    const show = (unit: string, property: string) =>
      inside('broker-2', 'systemctl', 'show', '--value', `--property=${property}`, unit);
    expect(await show(exporter, 'FragmentPath')).toBe(`/etc/systemd/system/${exporter}.service`);
    const [kafka, told] = await Promise.all(
      ['kafka', exporter].map((unit) => show(unit, 'ActiveEnterTimestampMonotonic')),
    );
    expect(Number(kafka)).toBeLessThan(Number(told));
    // Debian's own package, as apt has it.
    expect(await inside('broker-2', 'dpkg', '--status', exporter)).toContain(
      'install ok installed',
    );
  }

  it('stand still, lose their cable or each other when the lab makes them, and then recover', async () => {
    const faults = faultsOf(lab);
    const ask = 'exec 3<>/dev/tcp/$0/2181; printf ruok >&3; timeout 5 grep -q imok <&3';
    const answers = (from: string, to: string) =>
      inside(from, 'timeout', '7', 'bash', '-c', ask, lab.host(to).instance.address).then(
        () => true,
        () => false,
      );
    const untilAnswers = (from: string, to: string) =>
      waitUntil(`${to} to answer ${from}`, () => answers(from, to));
    await untilAnswers('broker-1', 'broker-2');
    await faults.freeze('broker-2');
    expect(await answers('broker-1', 'broker-2')).toBe(false);
    await faults.thaw('broker-2');
    await untilAnswers('broker-1', 'broker-2');
    await faults.unplugCable('broker-2');
    expect(await answers('broker-1', 'broker-2')).toBe(false);
    await faults.plugInCable('broker-2');
    await untilAnswers('broker-1', 'broker-2');
    await faults.partition(['broker-1'], ['broker-2']);
    expect(await answers('broker-1', 'broker-2')).toBe(false);
    await untilAnswers('broker-3', 'broker-2');
    await faults.heal();
    await untilAnswers('broker-1', 'broker-2');
    expect(await checkSmallCluster(lab)).toBe(true);
  });

  it('lose their power and come back when they are started', async () => {
    await faultsOf(lab).loseHost('broker-1');
    const InstanceIds = [cluster.instanceId('broker-1')];
    await waitUntil('EC2 to see it', async () => (await state('broker-1')) === 'stopped');
    await cluster.call('ec2', 'start_instances', { InstanceIds });
    await waitUntil('it to run', () => lab.host('broker-1').running);
    expect(await checkSmallCluster(lab)).toBe(true);
  });

  it('start no broker on the data of another one', async () => {
    const meta = '/var/lib/kafka/disk1/topics/meta.properties';
    await inside('broker-3', 'systemctl', 'stop', 'kafka.service');
    await inside('broker-3', 'sed', '-i', 's/broker.id=3/broker.id=7/', meta);
    expect(await host('broker-3', 'boot')).toContain('must say broker.id=3, got 7.');
    expect(await inside('broker-3', 'bash', '-c', 'systemctl is-active kafka || true')).toBe(
      'inactive',
    );
    await inside('broker-3', 'sed', '-i', 's/broker.id=7/broker.id=3/', meta);
    expect(await host('broker-3', 'boot')).toContain('ready: starts');
  });

  it('wait for a disk that is not there, refuse a foreign one, and go on with the right one', async () => {
    const volume = cluster.volumeIds('broker-3')[1]!;
    const old = cluster.instanceId('broker-3');
    await cluster.terminate('broker-3');
    await waitUntil('the old host to go', () => isGone(old));
    const image = join(lab.place.folder, 'volumes', `${volume}.img`);
    await exec(['mkfs.ext4', '-q', '-F', '-E', 'nodiscard', image]);
    const foreign = await digestOfStart(image);

    await cluster.launch('broker-3', { volumeIds: cluster.volumeIds('broker-3').slice(0, 1) });
    await waitUntil('the new host', () => lab.hosts().length === 3);
    const waiting = await waitForHostState(lab.host('broker-3'), 'waiting', 'kafka-1');
    expect(waiting).toContain(volume);
    await cluster.attach('broker-3', volume);
    await waitForHostState(lab.host('broker-3'), 'refused', 'must be empty or have XFS, got ext');
    expect(readFileSync(lab.host('broker-3').consoleFile, 'utf8')).toContain(
      'REFUSED: disk kafka-1',
    );
    expect(await digestOfStart(image)).toBe(foreign);

    await inside('broker-3', 'bash', '-c', `wipefs --all --quiet ${await nodeOf(volume)}`);
    await ready('broker-3');
    expect(await checkSmallCluster(lab)).toBe(true);
  });

  it('come up after the power went away in the middle of their first boot', async () => {
    const old = cluster.instanceId('broker-2');
    await cluster.terminate('broker-2');
    await waitUntil('the old host to go', () => isGone(old));
    await cluster.launch('broker-2', { imageId: WITHOUT_KAFKA });
    await waitUntil('the new host', () => lab.hosts().length === 3);
    const { consoleFile } = lab.host('broker-2');
    await waitUntil('its first boot', () => /cdktf-kafka-host: boots/.test(read(consoleFile)));
    await faultsOf(lab).loseHost('broker-2');
    await waitUntil('EC2 to see it', async () => (await state('broker-2')) === 'stopped');
    const InstanceIds = [cluster.instanceId('broker-2')];
    await cluster.call('ec2', 'start_instances', { InstanceIds });
    await waitUntil('it to run', () => lab.host('broker-2').running);
    await ready('broker-2');
    expect(await checkSmallCluster(lab)).toBe(true);
  });

  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return '';
    }
  };

  async function state(name: string): Promise<string> {
    type Described = { Reservations: [{ Instances: [{ State: { Name: string } }] }] };
    const InstanceIds = [cluster.instanceId(name)];
    const found = await cluster.call<Described>('ec2', 'describe_instances', { InstanceIds });
    return found.Reservations[0].Instances[0].State.Name;
  }

  async function isGone(instanceId: string): Promise<boolean> {
    type Described = { Reservations: { Instances: { State: { Name: string } }[] }[] };
    const found = await cluster.call<Described>('ec2', 'describe_instances', {
      InstanceIds: [instanceId],
    });
    return found.Reservations[0]?.Instances[0]?.State.Name !== 'shutting-down';
  }

  async function nodeOf(volumeId: string): Promise<string> {
    const link = `/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${volumeId.replace('-', '')}`;
    return inside('broker-3', 'readlink', '-f', link);
  }

  async function download(Key: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'lab-'));
    try {
      const Filename = join(folder, 'object');
      await cluster.call('s3', 'download_file', { Bucket: 'small-files', Key, Filename });
      return await readFile(Filename, 'utf8');
    } finally {
      await rm(folder, { recursive: true });
    }
  }
});

/** The first megabyte: where a file system says what it is. */
async function digestOfStart(file: string): Promise<string> {
  return exec(['sh', '-c', 'head --bytes=1M "$1" | sha256sum', 'sh', file]);
}

function withContent(file: HostFile, content: string): HostFile {
  return { ...file, content, sha256: createHash('sha256').update(content).digest('hex') };
}
