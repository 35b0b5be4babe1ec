import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { packageFolder } from '../../cluster/package-folder';
import { describeInLab } from './describe-in-lab';
import { exec, waitUntil } from './exec';
import { faultsOf } from './faults';
import { waitForHostState } from './host-status';
import { launchLogHost } from './launch-log-host';
import spec from './log-host.spec';
import { SmallCluster } from './small-cluster';
import { SmallTools } from './small-tools';
import { copyOverSsh, runOverSsh, type SaidOverSsh } from './ssh-to-host';
import { startLab, type Lab } from './start-lab';

/** Debian as it is published: without what a shipper needs. */
const BARE = 'ami-0a1b2c3d4e5f60000';
const HOST = 'web-1';
const UNIT = 'cdktf-kafka-ship.service';
const BROUGHT = '/etc/cdktf-kafka-ship';
const LIMIT_MS = 600_000;

// A host that is none of the cluster's, from its first boot to the removal of its shipper: what is rendered, put there
// as an operator does. Each test goes on where the one before has ended.
describeInLab('a host that writes logs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-host-'));
  let lab: Lab;
  let cluster: SmallCluster;
  let tools: SmallTools;
  let instanceId = '';
  const told: string[] = [];
  const began = new Date().toISOString();

  beforeAll(async () => {
    lab = await startLab({
      ...{ name: 'log-host', image: 'baked', images: { [BARE]: 'bare' }, quickJava: true },
    });
    tools = new SmallTools(lab, () => cluster);
    cluster = await SmallCluster.make(lab, spec);
    const brokers = cluster.topology.hosts.map(({ name }) => name);
    for (const name of brokers) await cluster.launch(name);
    instanceId = await launchLogHost(cluster, { name: HOST, imageId: BARE });
    await waitUntil('the hosts to boot', () => lab.hosts().length === brokers.length + 1);
    for (const name of brokers) await waitForHostState(lab.host(name), 'waiting', 'certificates');
    expectDone(await tools.run('converge', '--yes'));
    await render('first');
  });

  afterAll(async () => {
    console.log(told.join('\n'));
    cluster?.close();
    await lab?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const inside = (script: string, ...args: readonly string[]) =>
    lab.host(HOST).inside(['bash', '-c', script, ...args]);
  const onHost = (script: string, input?: string) => runOverSsh(lab, HOST, script, input);
  const expectDone = ({ code, said }: SaidOverSsh) =>
    expect(`${code}\n${said.slice(-3_000)}`).toMatch(/^0\n/);
  const expectSaid = (found: SaidOverSsh, pattern: RegExp) => {
    expectDone(found);
    expect(found.said).toMatch(pattern);
  };
  const expectRefused = ({ code, said }: SaidOverSsh, words: string) => {
    expect(code).toBe(1);
    expect(said).toContain(words);
  };
  const isActive = (unit: string) =>
    inside('systemctl is-active "$0" || true', unit).then(
      (state) => state === 'active',
      () => false,
    );

  /** What an operator writes for these hosts: their folder, and their package. */
  async function render(name: string): Promise<void> {
    const cli = join(packageFolder(), 'dist/scripts/cli.js');
    const file = join(__dirname, 'log-host.spec.ts');
    const out = join(folder, name);
    await exec([process.execPath, cli, 'shippers', file, '--out', out, '--deb']);
  }

  async function trusted(): Promise<string> {
    const { said } = await tools.run('clients', 'trusted');
    return said.slice(said.indexOf('-----BEGIN'));
  }

  async function password(): Promise<string> {
    type Found = { Parameter: { Value: string } };
    const asked = { Name: '/kafka/small/clients/shipper', WithDecryption: true };
    return (await cluster.call<Found>('ssm', 'get_parameter', asked)).Parameter.Value;
  }

  /** What the topic holds, by this package's own reader, over SSH. */
  async function stored(): Promise<readonly string[]> {
    const { code, said } = await tools.run('read', 'app-logs');
    if (code !== 0) throw new Error(said.slice(-2_000));
    return said.split('\n').filter((line) => line.startsWith('run='));
  }

  const untilStored = (count: number) =>
    waitUntil(`${count} lines`, async () => (await stored()).length >= count, { everyMs: 1_000 });

  /** Of lines in files on the host's disk, packed ones as well, which the topic lacks: none, in the end. */
  async function expectAllStored(after: string): Promise<{ readonly doubled: number }> {
    await inside('systemctl stop app');
    const written = (await inside('zcat -f /var/log/app/app.log*')).split('\n');
    expect(written.length).toBeGreaterThan(1_000);
    let lines: readonly string[] = [];
    let missing = written;
    await waitUntil(
      'every line of the disk to be stored',
      async () => {
        lines = await stored();
        const there = new Set(lines);
        missing = written.filter((line) => !there.has(line));
        return missing.length === 0;
      },
      { everyMs: 2_000, limitMs: LIMIT_MS },
    );
    const doubled = lines.length - new Set(lines).size;
    told.push(
      `${after}: ${written.length} lines on the disk, ${missing.length} lost, ${doubled} doubled`,
    );
    expect(lines.filter((line) => !isWhole(line))).toEqual([]);
    expect(outOfOrder(lines)).toEqual([]);
    await inside('systemctl start app');
    return { doubled };
  }

  it('takes what is rendered, with what Debian has for it, and sends lines of a program that is no root', async () => {
    await waitUntil('its sshd', async () => (await onHost('true')).code === 0, { everyMs: 500 });
    const app = readFileSync(join(__dirname, 'numbered-app.py'), 'utf8');
    expectDone(await onHost('install -m 0755 /dev/stdin /usr/local/bin/app', app));
    expectDone(await onHost('cat >/etc/systemd/system/app.service', APP_UNIT));
    expectDone(await onHost('useradd --system app && systemctl enable --now --quiet app'));
    expect(await inside('dpkg -l python3-confluent-kafka 2>&1 || true')).toContain('no packages');

    await copyOverSsh(lab, HOST, { from: join(folder, 'first/web'), to: '/root/web' });
    expectDone(await onHost('cat >/root/trusted.pem', await trusted()));
    const install =
      'sh /root/web/install.sh --trusted /root/trusted.pem --password-file /dev/stdin';
    expectSaid(
      await onHost(install, `${await password()}\n`),
      /^\/var\/log\/app\/app\.log -> app-logs: 1 file$[^]*^cdktf-kafka-ship runs\./m,
    );
    await untilStored(2_000);
  });

  it('runs it with next to no rights, and nothing that is seen holds the password', async () => {
    const security = await inside('systemd-analyze security --no-pager "$0"', UNIT);
    const [, exposure] = /exposure level for \S+: (\S+) /.exec(security)!;
    told.push(`systemd-analyze security on its host: ${exposure}`);
    expect(Number(exposure)).toBeLessThan(2);
    const pid = await inside('systemctl show --value --property=MainPID "$0"', UNIT);
    const status = await inside('cat /proc/$0/status', pid);
    expect(status).not.toMatch(/^Uid:\s0\s/m);
    // CAP_DAC_READ_SEARCH: it may read any file.
    for (const set of ['CapEff', 'CapPrm', 'CapBnd']) {
      expect(status).toMatch(new RegExp(`^${set}:\\s0{15}4$`, 'm'));
    }
    expect(status).toMatch(/^NoNewPrivs:\s1$/m);
    expect(status).toMatch(/^Seccomp:\s2$/m);
    const write = 'nsenter --target "$0" --mount touch "$1" 2>&1 || true';
    for (const file of ['/etc/planted', '/var/log/app/planted']) {
      expect(await inside(write, pid, file)).toContain('Read-only file system');
    }
    expect(await inside('stat --format="%U %a" "$0"', `${BROUGHT}/password`)).toBe('root 600');
    const shown = await inside(
      'tr "\\0" "\\n" </proc/$0/cmdline </proc/$0/environ; journalctl',
      pid,
    );
    expect(shown.includes(await password())).toBe(false);
  });

  it('rotates files by logrotate while they are written, packs them, and sends all', async () => {
    for (let rotation = 0; rotation < 3; rotation += 1) {
      const size = () => inside('stat --format=%s /var/log/app/app.log 2>/dev/null || echo 0');
      await waitUntil('a large file', async () => Number(await size()) > 2 ** 20, { everyMs: 500 });
      await inside('systemctl start cdktf-kafka-ship-prune.service');
    }
    const files = (await inside('ls /var/log/app')).split('\n');
    expect(files.filter((name) => /^app\.log-\d{8}-\d{6}\.gz$/.test(name))).toHaveLength(2);
    expect(files.filter((name) => /^app\.log-\d{8}-\d{6}$/.test(name))).toHaveLength(1);
    expect((await expectAllStored('rotated three times')).doubled).toBe(0);
  });

  it('goes on by itself after a reboot', async () => {
    const { consoleFile } = lab.host(HOST);
    // Nothing may enter a host that goes down: what is in it when its processes are stopped stays.
    const boots = () => readFileSync(consoleFile, 'utf8').split('Welcome to').length;
    const before = boots();
    await inside('systemctl --no-block reboot');
    await waitUntil('another boot', () => boots() > before);
    await waitUntil('its shipper', () => isActive(UNIT), { everyMs: 500 });
    await expectAllStored('rebooted');
  });

  it('loses no line that is on its disk when the power goes while it is cut off', async () => {
    const faults = faultsOf(lab);
    await faults.unplugCable(HOST);
    const before = await inside('stat --format=%s /var/log/app/app.log');
    const size = () => inside('stat --format=%s /var/log/app/app.log');
    const hasGrown = async () => Number(await size()) > Number(before) + 500_000;
    await waitUntil('lines that nobody was sent', hasGrown, { everyMs: 500 });
    await faults.loseHost(HOST);
    type Described = { Reservations: [{ Instances: [{ State: { Name: string } }] }] };
    const InstanceIds = [instanceId];
    await waitUntil('EC2 to see it', async () => {
      const found = await cluster.call<Described>('ec2', 'describe_instances', { InstanceIds });
      return found.Reservations[0].Instances[0].State.Name === 'stopped';
    });
    await cluster.call('ec2', 'start_instances', { InstanceIds });
    await waitUntil('it to run', () => lab.host(HOST).running);
    await waitUntil('its shipper', () => isActive(UNIT), { everyMs: 500 });
    await expectAllStored('power lost while cut off');
  });

  it('is told equal by an audit', async () => {
    const until = ['--from', began, '--to', new Date().toISOString()];
    let said = '';
    await waitUntil(
      'the audit to be equal',
      async () => {
        const end = await tools.run('audit', ...until);
        said = end.said;
        if (end.code === 1) throw new Error(said);
        return end.code === 0;
      },
      { everyMs: 5_000, limitMs: LIMIT_MS },
    );
    told.push(said.split('\n').filter(Boolean).slice(-3).join('\n'));
  });

  it('takes it a second time, with what is there, and sends nothing twice', async () => {
    const { doubled } = await expectAllStored('before');
    expectDone(await onHost('sh /root/web/install.sh'));
    expect(await isActive(UNIT)).toBe(true);
    expect((await expectAllStored('installed again')).doubled).toBe(doubled);
  });

  it('keeps the password where none is piped in, and the shipper of other hosts where that is there', async () => {
    const install = 'sh /root/web/install.sh';
    expectRefused(await onHost(`true | ${install} --password-file /dev/stdin`), 'is empty');
    expect(await inside('cat "$0/password"', BROUGHT)).toBe(await password());
    const unit = `/etc/systemd/system/${UNIT}`;
    expectDone(await onHost(`sed -i 's/of web hosts/of db hosts/' ${unit}`));
    expectRefused(await onHost(install), 'the shipper of other hosts is here');
    expectDone(await onHost(`sed -i 's/of db hosts/of web hosts/' ${unit} && ${install}`));
  });

  /** By name, whatever it is; and what systemd knows. */
  const left = () =>
    inside(
      'rm -rf /root/web; find / -xdev -name "*cdktf-kafka-ship*"; ' +
        'systemctl list-units --all --no-legend "cdktf-kafka-ship*"; ls /var/lib/private',
    );

  it('has nothing of it left once it was purged, though positions outlast a removal', async () => {
    expectDone(await onHost('sh /root/web/install.sh --remove'));
    expect(await isActive(UNIT)).toBe(false);
    expect(await inside('ls "$0" /var/lib/cdktf-kafka-ship/', BROUGHT)).toMatch(
      /password\ntrusted\.pem\n\n[^]*positions\.json/,
    );
    expectDone(await onHost('sh /root/web/install.sh --purge'));
    expect(await left()).toBe('');
  });

  it('takes the package, which waits for what is brought, keeps positions when a later one comes, and leaves nothing', async () => {
    await inside('apt-get purge --yes --autoremove python3-confluent-kafka');
    await render('second');
    for (const name of ['first', 'second']) {
      await copyOverSsh(lab, HOST, { from: join(folder, name), to: `/root/${name}` });
    }
    const versions = ['first', 'second'].map((name) => {
      const deb = readdirSync(join(folder, name)).find((file) => file.endsWith('.deb'));
      return `/root/${name}/${deb}`;
    });
    expect(versions[0]).not.toBe(versions[1]);
    const install = (deb: string) =>
      onHost(`DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends ${deb}`);
    expectSaid(
      await install(versions[0]!),
      /starts once \/etc\/cdktf-kafka-ship\/password is there/,
    );
    expect(await isActive(UNIT)).toBe(false);
    expectDone(await onHost(`install -D -m 0644 /root/trusted.pem ${BROUGHT}/trusted.pem`));
    expectDone(
      await onHost(`install -m 0600 /dev/stdin ${BROUGHT}/password`, `${await password()}\n`),
    );
    await waitUntil('its shipper', () => isActive(UNIT), { everyMs: 500 });
    const { doubled } = await expectAllStored('package, without positions');
    expectDone(await install(versions[1]!));
    expect(await isActive(UNIT)).toBe(true);
    expect((await expectAllStored('later package')).doubled).toBe(doubled);
    expectRefused(
      await onHost('sh /root/second/web/install.sh'),
      'apt remove cdktf-kafka-ship-small-web',
    );

    expectDone(await onHost('apt-get purge --yes cdktf-kafka-ship-small-web'));
    await inside('rm -rf /root/first /root/second');
    expect(await left()).toBe('');
  });
});

const APP_UNIT = `[Service]
ExecStart=/usr/local/bin/app
User=app
LogsDirectory=app
UMask=0027

[Install]
WantedBy=multi-user.target
`;

function isWhole(line: string): boolean {
  const [, body, sum] = /^(run=\d+ seq=\d+ x+) crc=([0-9a-f]{8})$/.exec(line) ?? [];
  return body !== undefined && crc32(body) === parseInt(sum!, 16);
}

/** First records of lines that stand behind a later one of the same run. */
function outOfOrder(lines: readonly string[]): readonly string[] {
  const greatest = new Map<string, string>();
  return [...new Set(lines)].filter((line) => {
    const [run = '', seq = ''] = line.split(' ');
    const before = greatest.get(run) ?? '';
    if (seq > before) greatest.set(run, seq);
    return seq < before;
  });
}
