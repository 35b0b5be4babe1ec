import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lends a folder that only this user can look into: plans hold secrets. Gone when the work is done. */
export async function withPrivateFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  // Made with mode 0700.
  const folder = await mkdtemp(join(tmpdir(), 'cdktf-kafka-plan-'));
  // Also where a second Ctrl-C ends us at once.
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await work(folder);
  } finally {
    process.off('exit', remove);
    await rm(folder, { recursive: true, force: true });
  }
}
