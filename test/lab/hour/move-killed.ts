import { waitUntil } from '../exec';
import { makeBallast } from './ballast';
import type { Expected } from './disagreements';
import type { Hour } from './hour';
import { killCommand } from './kill-command';
import { whateverIsSaid } from './whatever-is-said';

/** Partitions are on their way, and who moved them is gone; then `move` goes on with them. */
export async function moveKilled(hour: Hour): Promise<void> {
  const { project } = hour.deployed;
  await makeBallast(hour);
  const move = project.tool('move', '--yes', '--throttle', '1');
  const isMoving = async () => /being moved/.test(await hour.deployed.status());
  await waitUntil('partitions to be on their way', isMoving, { everyMs: 5_000 });
  killCommand(project.folder, 'move');
  if ((await move).code === 0) throw new Error('move was over before it was killed');
  await whateverIsSaid(hour.ask(LEFT_MOVING), () => hour.tool('move', '--yes'));
}

const LEFT_MOVING: Expected = {
  weight: 'closes-gate',
  says: [
    /The partitions: must stay where they are while hosts are changed, got '?\d+ being moved, throttled/,
  ],
};
