import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { describeOnLinux } from '../../support/on-linux';

describeOnLinux('code that was compiled', () => {
  let home: string;
  let folder: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'compiled-'));
    folder = join(home, 'cdktf-kafka', 'compiled');
  });
  afterEach(() => rmSync(home, { recursive: true }));

  function help(cacheHome = home): unknown {
    const cli = join(packageFolder(), 'dist/scripts/cli.js');
    const { status, stderr } = spawnSync(process.execPath, [cli, 'read', '--help'], {
      env: { ...process.env, XDG_CACHE_HOME: cacheHome },
      encoding: 'utf8',
    });
    return { status, stderr };
  }
  const WELL = { status: 0, stderr: '' };

  it('is kept where nobody else can write', () => {
    expect(help()).toEqual(WELL);
    expect(readdirSync(folder)).not.toEqual([]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(help()).toEqual(WELL);
  });

  it('is neither kept nor taken where others can', () => {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
    expect(help()).toEqual(WELL);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not kept where there is no place for it', () => {
    expect(help('/dev/null')).toEqual(WELL);
    expect(existsSync(folder)).toBe(false);
  });
});
