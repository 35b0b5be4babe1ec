import { existsSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitUntil } from '../exec';

const ROOT = '/sys/fs/cgroup';

/**
 * The hierarchies that a host's processes are put into: the one of version 2, and where the machine
 * still has version 1 beside it, the named one that systemd inside the host works with.
 */
function hierarchies(): { readonly unified: string; readonly all: readonly string[] } {
  if (existsSync(join(ROOT, 'cgroup.controllers'))) return { unified: ROOT, all: [ROOT] };
  const unified = join(ROOT, 'unified');
  return { unified, all: [unified, join(ROOT, 'systemd')].filter((path) => existsSync(path)) };
}

/** The folders of a control group, such as `kafka-lab-lab/i-0a1b`, in each hierarchy. */
export function controlGroupFolders(group: string): readonly string[] {
  return hierarchies().all.map((root) => join(root, group));
}

export async function makeControlGroup(group: string): Promise<void> {
  for (const folder of controlGroupFolders(group)) await mkdir(folder, { recursive: true });
}

/** Stops every process of the group where it is, or lets them go on. */
export async function freezeControlGroup(group: string, frozen: boolean): Promise<void> {
  const folder = join(hierarchies().unified, group);
  await writeFile(join(folder, 'cgroup.freeze'), frozen ? '1' : '0');
  await waitUntil(`${group} to be ${frozen ? 'frozen' : 'thawed'}`, () =>
    readFileSync(join(folder, 'cgroup.events'), 'utf8').includes(`frozen ${frozen ? 1 : 0}`),
  );
}

/** Ends every process of the group and of those below it at once, then removes them. */
export async function killControlGroup(group: string): Promise<void> {
  const folder = join(hierarchies().unified, group);
  if (existsSync(folder)) {
    await writeFile(join(folder, 'cgroup.kill'), '1');
    await waitUntil(`${group} to be empty`, () =>
      readFileSync(join(folder, 'cgroup.events'), 'utf8').includes('populated 0'),
    );
  }
  for (const root of controlGroupFolders(group)) removeFolders(root);
}

/** The files in a control group can't be removed, and need not be. */
function removeFolders(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeFolders(join(folder, entry.name));
  }
  rmdirSync(folder);
}
