import { serveFaults } from './fault-socket';
import { writeServedLab } from './served-lab';
import { startLab, type LabOptions } from './start-lab';

/** Keeps a lab until TERM or INT. */
export async function serveLab(options: LabOptions): Promise<void> {
  const lab = await startLab(options);
  const asked = new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
  const faults = await serveFaults(lab);
  await writeServedLab(lab.place, { pid: process.pid, environment: lab.environment });
  await asked;
  faults.close();
  await lab.stop();
}
