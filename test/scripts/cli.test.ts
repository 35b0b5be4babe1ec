import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';

describe('the command', () => {
  it('says nothing of a reader that stops reading', () => {
    const cli = join(packageFolder(), 'dist/scripts/cli.js');
    const script = 'set -o pipefail; "$0" "$1" --help | true';
    const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, cli], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('says why what it printed is not there, such as on a full disk', () => {
    const cli = join(packageFolder(), 'dist/scripts/cli.js');
    const script = '"$0" "$1" --help >/dev/full';
    const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, cli], {
      encoding: 'utf8',
    });
    expect(stderr).toContain('The output could not be written: ENOSPC');
    expect(status).toBe(2);
  });
});
