import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileDigests } from '../../../scripts/local/file-digests';

const folder = mkdtempSync(join(tmpdir(), 'digests-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('each file has the digest of what stands in it, and one that is missing has none', () => {
  const [there, missing] = ['jvm.args', 'none'].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  writeFileSync(there, '-verbose:gc\n');
  const sha256 = createHash('sha256').update('-verbose:gc\n').digest('hex');
  expect(fileDigests([there, missing])).toEqual({ [there]: sha256 });
});
