import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { HostFile } from '../../cluster/host-files';
import { describeOnLinux } from '../support/on-linux';
import { renderForProduction } from '../support/render-for-production';
import { GOLDEN_SPECS } from '../support/specs';

const HOSTS = Object.entries(GOLDEN_SPECS).flatMap(([name, spec]) =>
  renderForProduction(spec).map(({ host, files }) => ({
    place: `${name}/${host.name}`,
    units: files.filter(({ path }) => path.includes('/systemd/')),
  })),
);

describeOnLinux('systemd', () => {
  let root: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'systemd-units-'));
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  /** What systemd says about these units, which find each other and the machine's own. */
  function complaints(place: string, units: readonly HostFile[]): string {
    const folder = join(root, place);
    mkdirSync(folder, { recursive: true });
    const paths = units.map(({ path, content }) => {
      const unit = join(folder, basename(path));
      // It looks for the programs, which are on the hosts and need not be on this machine.
      writeFileSync(
        unit,
        content.replace(/^(ExecStart=)\/usr\/(local\/)?s?bin\/[\w-]+/m, `$1${process.execPath}`),
      );
      return unit;
    });
    const { stdout, stderr, status } = spawnSync(
      'systemd-analyze',
      ['verify', '--man=no', ...paths],
      { encoding: 'utf8', env: { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:` } },
    );
    return `${stdout}${stderr}${status === 0 ? '' : `status ${status}`}`;
  }

  it.each(HOSTS)('has nothing to say against the units of $place', ({ place, units }) => {
    expect(units.length).toBeGreaterThan(2);
    expect(complaints(place, units)).toBe('');
  });

  /** 0 is what asks for nothing of the host, 10 what may do all. */
  const exposure = (unit: string): number => {
    const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', unit], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    return Number(/exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]);
  };

  it.each([
    ['kafka.service', 1.5],
    ['zookeeper.service', 1.5],
    ['kafka-logrotate.service', 1],
    ['zookeeper-logrotate.service', 1],
    ['cdktf-kafka-class-archives.service', 2],
  ])('finds %s exposed by at most %d of 10', (name, limit) => {
    const place = join(root, HOSTS[0]!.place);
    complaints(HOSTS[0]!.place, HOSTS[0]!.units);
    expect(exposure(join(place, name))).toBeLessThanOrEqual(limit);
  });

  it('would find a unit exposed that gives nothing up', () => {
    const unit = join(root, 'open.service');
    writeFileSync(unit, '[Service]\nExecStart=/bin/true\n');
    expect(exposure(unit)).toBeGreaterThan(9);
  });

  it('would say so if a key were misspelt', () => {
    const units = HOSTS[0]!.units.map((unit) => ({
      ...unit,
      content: unit.content.replace('RestartSec=', 'RestartSeconds='),
    }));
    expect(complaints('misspelt', units)).toContain('RestartSeconds');
  });
});
