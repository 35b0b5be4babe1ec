import { waitUntil } from '../exec';
import { makeBallast } from './ballast';
import type { Expected } from './disagreements';
import type { Hour } from './hour';
import { killCommand } from './kill-command';
import { whateverIsSaid } from './whatever-is-said';

/** Partitions are on their way and get no nearer, for who moved them is gone; then `move` goes on with them. */
export async function moveKilled(hour: Hour): Promise<void> {
  const { project } = hour.deployed;
  await makeBallast(hour);
  const move = project.tool('move', '--yes', '--throttle', '1');
  const isMoving = async () => /being moved/.test(await hour.deployed.status());
  await waitUntil('partitions to be on their way', isMoving, { everyMs: 5_000 });
  killCommand(project.folder, 'move');
  if ((await move).code === 0) throw new Error('move was over before it was killed');
  await letNothingThrough(hour);
  await whateverIsSaid(
    hour.ask(LEFT_MOVING).then(() => restartInVain(hour)),
    () => hour.tool('move', '--yes'),
  );
}

const LEFT_MOVING: Expected = {
  weight: 'closes-gate',
  says: [
    /The partitions: must stay where they are while hosts are changed, got '?\d+ being moved, throttled/,
  ],
};

async function letNothingThrough(hour: Hour): Promise<void> {
  const { hosts } = await hour.deployed.project.inventory();
  const rate = 'leader.replication.throttled.rate=1';
  for (const id of hosts.keys()) {
    const entity = ['--entity-type', 'brokers', '--entity-name', `${id + 1}`];
    await hour.kafka('kafka.admin.ConfigCommand', '--alter', ...entity, '--add-config', rate);
  }
}

/** Its gate waits no longer than it was told to, and says what it has waited for. */
async function restartInVain({ deployed: { project }, say }: Hour): Promise<void> {
  const words = ['--reason', 'the hour', '--yes', '--stall', '8'];
  const start = performance.now();
  const { code, output } = await project.tool('restart', 'broker-3', ...words);
  const seconds = (performance.now() - start) / 1_000;
  say(`--- restart --stall 8: ${code} after ${seconds.toFixed(1)} s\n${output}`);
  const isTold = output.includes('being moved') && !output.includes('out of sync');
  if (code === 0 || !isTold || seconds > 60)
    throw new Error(`restart: ${code}, ${seconds} s\n${output}`);
}
