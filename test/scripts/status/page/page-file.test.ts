import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PageFile } from '../../../../scripts/status/page/page-file';
import { fullStatus } from '../../../support/page-statuses';

describe('the file of a page', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'page-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const at = (seconds: number) =>
    fullStatus({ at: new Date(Date.UTC(2026, 10, 27) + seconds * 1_000) });
  const fileOf = (pauseMs?: number) => {
    const path = join(folder, 'status.html');
    return {
      file: new PageFile({ path, topology: {}, pauseMs }),
      read: () => readFileSync(path, 'utf8'),
    };
  };

  it('is all that is left in its folder', () => {
    const { file } = fileOf();
    file.write(at(0));
    file.write(at(1));
    expect(readdirSync(folder)).toEqual(['status.html']);
  });

  it('of one look is not read again', () => {
    const { file, read } = fileOf();
    file.write(at(0));
    expect(read()).not.toContain('http-equiv="refresh"');
    expect(read()).not.toContain('<polyline');
  });

  it('of a watch is read again as often as it is written, until nobody looks any longer', () => {
    const { file, read } = fileOf(5_000);
    file.write(at(0));
    file.write(at(60));
    expect(read()).toContain('<meta http-equiv="refresh" content="5" />');
    file.end();
    expect(read()).not.toContain('http-equiv="refresh"');
    expect(read()).toContain('2026-11-27T00:01:00Z');
  });

  it('of a watch has a line of each figure through all looks, with gaps where it was not known', () => {
    const { file, read } = fileOf(5_000);
    file.write(at(0));
    file.write({ ...at(5), groups: undefined });
    file.write(at(10));
    expect(read()).toContain('The last 10 s, by 3 looks');
    expect(read()).toMatch(/Records behind, [^<]*1,234,567<\/title>(\s*<polyline [^>]*>){2}/);
  });

  it('that can not be written is an error of who named it', () => {
    mkdirSync(join(folder, 'status.html'));
    expect(() => fileOf().file.write(at(0))).toThrow(
      /^--html: must be a file that can be written, and was not: .*status\.html/,
    );
    expect(readdirSync(folder)).toEqual(['status.html']);
  });
});
