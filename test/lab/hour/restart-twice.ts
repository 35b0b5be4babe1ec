import type { Hour } from './hour';

/** Two operators at once: one does it, and the other is told who does. */
export async function restartTwice(hour: Hour): Promise<void> {
  const { deployed } = hour;
  const before = await deployed.brokerStarts();
  const words = ['restart', 'broker-2', '--reason', 'the hour', '--yes', '--stall', '180'];
  const inventory = await deployed.project.writeInventory('shared.json');
  const run = ['cdktf-kafka', ...words, '--inventory', inventory];
  const ends = await Promise.all([deployed.project.run(run), deployed.project.run(run)]);
  const said = ends.map(({ code, output }) => `--- ${code}\n${output}`).join('\n');
  hour.say(said);
  const refused = ends.find(({ code }) => code === 75);
  if (!refused || !ends.some(({ code }) => code === 0)) throw new Error(said);
  if (
    !/changed by one command at a time, got restart broker-2 of \S+ \(process \d+\)/.test(
      refused.output,
    )
  ) {
    throw new Error(`nobody is named: ${refused.output}`);
  }
  const after = await deployed.brokerStarts();
  const count = after.filter((start, index) => start !== before[index]).length;
  if (count !== 1) throw new Error(`${count} brokers were restarted`);
}
