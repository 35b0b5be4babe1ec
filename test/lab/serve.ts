import { writeFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../scripts/processes/process-id';
import type { LabPlace } from './lab-place';
import { startLab, type LabOptions } from './start-lab';

/** A lab that a process of its own keeps, as other processes find it. */
export interface ServedLab {
  readonly pid: number;
  readonly environment: Readonly<Record<string, string>>;
}

const servedFile = (place: LabPlace): string => join(place.folder, 'served.json');

/** Keeps a lab until TERM or INT. */
export async function serveLab(options: LabOptions): Promise<void> {
  const lab = await startLab(options);
  const asked = new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
  const served: ServedLab = { pid: process.pid, environment: lab.environment };
  await writeFile(servedFile(lab.place), JSON.stringify(served));
  await asked;
  await lab.stop();
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
