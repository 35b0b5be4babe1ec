import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeOnLinux } from '../support/on-linux';
import { renderForProduction } from '../support/render-for-production';
import { GOLDEN_SPECS } from '../support/specs';

describeOnLinux('the kernel', () => {
  const hosts = Object.values(GOLDEN_SPECS).flatMap(renderForProduction);
  const files = hosts.flatMap(({ files }) =>
    files.filter(({ path }) => path.includes('/sysctl.d/')),
  );
  const settings = files
    .flatMap(({ content }) => content.split('\n'))
    .filter((line) => line !== '' && !line.startsWith('#'));

  it('is told nothing but numbers', () => {
    expect(files.length).toBe(hosts.length);
    expect(settings.filter((line) => !/^[a-z0-9_.]+ = \d+$/.test(line))).toEqual([]);
  });

  it('knows every setting', () => {
    const keys = new Set(settings.map((line) => line.split(' ')[0]!));
    const unknown = [...keys].filter((key) => !existsSync(join('/proc/sys', ...key.split('.'))));
    expect(keys.size).toBe(4);
    expect(unknown).toEqual([]);
  });
});
