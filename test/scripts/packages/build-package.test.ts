import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Security } from '../../../cluster/index';
import { renderShipperPackage } from '../../../cluster/shippers/render-shipper-package';
import { buildPackage } from '../../../scripts/packages/build-package';
import { describeOnLinux } from '../../support/on-linux';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology({
  ...{ security: Security.tls(), clients: [{ name: 'shipper', produce: ['app-*'] }] },
  shippers: [
    {
      ...{ name: 'web', client: 'shipper' },
      files: [
        {
          ...{ pattern: '/var/log/app/app.log', topic: 'app-app' },
          rotate: { sizeMiB: 100, reopen: 'systemctl kill --signal=HUP app' },
        },
      ],
    },
  ],
});
const now = new Date('2026-11-28T15:00:00Z');

describeOnLinux('the package of hosts that write logs', () => {
  let folder: string;
  let root: string;
  let name: string;
  const made = (version: string) => join(folder, `${version}.deb`);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shipper-package-'));
    for (const version of ['1', '2']) {
      const built = renderShipperPackage(topology, topology.spec.shippers[0]!, { version, now });
      await buildPackage(built.files, { path: made(version), now });
      name = built.name;
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeEach(() => {
    root = mkdtempSync(join(folder, 'root-'));
    for (const part of ['info', 'updates', 'triggers']) {
      mkdirSync(join(root, 'var/lib/dpkg', part), { recursive: true });
    }
    for (const file of ['status', 'available']) writeFileSync(join(root, 'var/lib/dpkg', file), '');
  });

  /** Into a root of its own, whose scripts are told of it in place of being run within it. */
  const dpkg = (...args: readonly string[]) =>
    spawnSync('dpkg', [`--root=${root}`, '--force-script-chrootless', '--force-depends', ...args], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
    });
  const statusOf = () =>
    dpkg('--status', name)
      .stdout.split('\n')
      .filter((line) => /^(Status|Version|Depends|Architecture):/.test(line));
  const wanted = () =>
    ['multi-user.target.wants', 'timers.target.wants'].flatMap((wants) => {
      const at = join(root, 'etc/systemd/system', wants);
      return existsSync(at) ? readdirSync(at) : [];
    });

  it('is the same for the same spec and time', async () => {
    const again = join(folder, 'again.deb');
    const built = renderShipperPackage(topology, topology.spec.shippers[0]!, { version: '1', now });
    await buildPackage(built.files, { path: again, now });
    expect(readFileSync(again).equals(readFileSync(made('1')))).toBe(true);
  });

  it('is owned by root, and has modes that hosts can read', () => {
    const listed = execFileSync('dpkg-deb', ['--contents', made('1')], { encoding: 'utf8' });
    const lines = listed.trim().split('\n');
    expect(
      lines.filter((line) => !/^(drwxr-xr-x|-rw[x-]r-[x-]r-[x-]) root\/root/.test(line)),
    ).toEqual([]);
    expect(
      lines.some((line) => line.endsWith('./lib/systemd/system/cdktf-kafka-ship.service')),
    ).toBe(true);
    // Those belong to whoever operates a host.
    expect(listed).not.toMatch(/ \.\/(etc|usr\/local|var)\//);
  });

  it('is installed, has its units started at boot, and says what is to be brought', () => {
    const { status, stderr } = dpkg('--install', made('1'));
    expect(status).toBe(0);
    expect(stderr).toContain(`${name}: starts once /etc/cdktf-kafka-ship/password is there`);
    expect(statusOf()).toEqual([
      'Status: install ok installed',
      'Architecture: all',
      'Version: 1',
      'Depends: python3-confluent-kafka, logrotate',
    ]);
    expect(wanted().sort()).toEqual(['cdktf-kafka-ship-prune.timer', 'cdktf-kafka-ship.service']);
    const program = join(root, 'usr/lib/cdktf-kafka-ship/cdktf-kafka-ship');
    expect(statSync(program).mode & 0o777).toBe(0o755);
    const unit = readFileSync(join(root, 'lib/systemd/system/cdktf-kafka-ship.service'), 'utf8');
    expect(unit).toContain(
      'ExecStart=/usr/lib/cdktf-kafka-ship/cdktf-kafka-ship run /usr/lib/cdktf-kafka-ship/shipper.json',
    );
    expect(unit).toContain('LoadCredential=password:/etc/cdktf-kafka-ship/password');
  });

  it('is replaced by a later version, and leaves nothing but what was set aside', () => {
    dpkg('--install', made('1'));
    expect(dpkg('--install', made('2')).status).toBe(0);
    expect(statusOf()).toContain('Version: 2');
    const state = join(root, 'var/lib/private/cdktf-kafka-ship');
    mkdirSync(join(state, 'set-aside'), { recursive: true });
    mkdirSync(join(root, 'etc/cdktf-kafka-ship'), { recursive: true });
    writeFileSync(join(root, 'etc/cdktf-kafka-ship/password'), 'secret');
    writeFileSync(join(state, 'positions.json'), '{}');
    writeFileSync(join(state, 'set-aside/1-app.log'), 'a line');
    expect(dpkg('--purge', name).status).toBe(0);
    expect(wanted()).toEqual([]);
    const left = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('/lib/dpkg'))
      .map((entry) => entry.name);
    expect(left).toEqual(['1-app.log']);
  });

  it('is refused where install.sh has put units that would be taken in place of its own', () => {
    const units = join(root, 'etc/systemd/system');
    mkdirSync(units, { recursive: true });
    writeFileSync(join(units, 'cdktf-kafka-ship.service'), '');
    const { status, stderr } = dpkg('--install', made('1'));
    expect(status).not.toBe(0);
    expect(stderr).toContain('rm /etc/systemd/system/cdktf-kafka-ship*');
  });

  it('has scripts that a shell takes', () => {
    const at = join(folder, 'control');
    execFileSync('dpkg-deb', ['--control', made('1'), at]);
    const scripts = ['preinst', 'postinst', 'prerm', 'postrm'].map((script) => join(at, script));
    execFileSync('shellcheck', ['--shell=sh', ...scripts]);
  });

  it('says why it can not be made', async () => {
    const built = renderShipperPackage(topology, topology.spec.shippers[0]!, { version: '1', now });
    const path = join(folder, 'nowhere', 'a.deb');
    await expect(buildPackage(built.files, { path, now })).rejects.toThrow(
      /a\.deb: must be made by dpkg-deb, and was not: /,
    );
  });
});
