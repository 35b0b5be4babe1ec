import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../scripts/system/process-id';
import type { LabPlace } from './lab-place';

/** A lab that a process of its own keeps, as other processes find it. */
export interface ServedLab {
  readonly pid: number;
  readonly environment: Readonly<Record<string, string>>;
}

const servedFile = (place: LabPlace): string => join(place.folder, 'served.json');

export async function writeServedLab(place: LabPlace, served: ServedLab): Promise<void> {
  await writeFile(servedFile(place), JSON.stringify(served));
}

/** The lab of this name, undefined where none is up. */
export async function findServedLab(place: LabPlace): Promise<ServedLab | undefined> {
  try {
    const served = JSON.parse(await readFile(servedFile(place), 'utf8')) as ServedLab;
    return isAlive(served.pid) ? served : undefined;
  } catch {
    return undefined;
  }
}
