import { mkdir, writeFile } from 'node:fs/promises';
import { UserError } from '../../../cluster/errors';
import { tellUnwritable } from '../../../scripts/distribution/tell-unwritable';

const tell = (work: () => Promise<unknown>) => tellUnwritable('the place', 'take another', work);

it.each([
  ['a file where a folder must be', () => mkdir('/dev/null/folder'), 'ENOTDIR'],
  ['a folder that there is not', () => writeFile('/nowhere/file', ''), 'ENOENT'],
  ['a device without room', () => writeFile('/dev/full', 'text'), 'ENOSPC'],
])('says what the file system refuses: %s', async (_, work, code) => {
  const told = tell(work);
  await expect(told).rejects.toBeInstanceOf(UserError);
  await expect(told).rejects.toThrow(
    new RegExp(
      `^the place: must be a place that can be written to, got ${code}: .*\\. Mend that, or take another\\.$`,
    ),
  );
});

it('passes on what was made, and every other error as it is', async () => {
  expect(await tell(() => Promise.resolve(1))).toBe(1);
  const fault = new TypeError('a fault of ours');
  await expect(tell(() => Promise.reject(fault))).rejects.toBe(fault);
});
