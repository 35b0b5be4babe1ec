import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { exec, tryExec, waitUntil } from './exec';
import { killControlGroup } from './hosts/control-group';
import type { LabPlace } from './lab-place';

/**
 * Removes all that a lab of this name made, in whatever state it was left: by what carries its name
 * on the machine, not by what it remembered. Does nothing where there is nothing.
 *
 * @returns what was found, one short phrase each
 */
export async function sweep(place: LabPlace): Promise<readonly string[]> {
  const found: string[] = [];
  const namespaces = readFolder('/run/netns').filter(
    (name) => name === place.namespace || name.startsWith(`${place.namespace}-i-`),
  );
  found.push(...(await endProcesses(namespaces)));
  await killControlGroup(place.controlGroup);
  found.push(...(await unmount(place.folder)), ...(await detachLoops(place.folder)));
  for (const name of namespaces) {
    await exec(['ip', 'netns', 'delete', name]);
    found.push(`namespace ${name}`);
  }
  await rm(place.resolverFolder, { recursive: true, force: true });
  if (existsSync(place.folder)) {
    await rm(place.folder, { recursive: true, force: true });
    found.push(place.folder);
  }
  return found;
}

/** Processes in the lab's namespaces, hosts included: nothing else can be in there. */
async function endProcesses(namespaces: readonly string[]): Promise<readonly string[]> {
  const inodes = new Set(namespaces.map((name) => statSync(`/run/netns/${name}`).ino));
  const inside = () =>
    readFolder('/proc').filter((pid) => /^\d+$/.test(pid) && inodes.has(networkOf(pid) ?? -1));
  const found = inside().map((pid) => `process ${pid}`);
  await waitUntil('the processes of the lab to end', () => {
    const pids = inside();
    for (const pid of pids) kill(Number(pid));
    return pids.length === 0;
  });
  return found;
}

function networkOf(pid: string): number | undefined {
  try {
    return Number(/\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/ns/net`))?.[1]);
  } catch {
    return undefined;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}

async function unmount(folder: string): Promise<readonly string[]> {
  const points = readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => (line.split(' ')[1] ?? '').replaceAll('\\040', ' '))
    .filter((point) => point.startsWith(`${folder}/`));
  for (const point of points.reverse()) await tryExec(['umount', '--lazy', point]);
  return points.map((point) => `mount ${point}`);
}

async function detachLoops(folder: string): Promise<readonly string[]> {
  const list = await exec(['losetup', '--list', '--noheadings', '--output', 'NAME,BACK-FILE']);
  const devices = list
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, file]) => file?.startsWith(`${folder}/`))
    .map(([device = '']) => device);
  for (const device of devices) await exec(['losetup', '--detach', device]);
  return devices.map((device) => `loop ${device}`);
}

function readFolder(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
