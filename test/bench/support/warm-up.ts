import { measureWindow, type Side } from './measure-window';
import { hasSettled } from './statistics';

const SLICE = { seconds: 1.5 };
/** Whoever has not settled by then won't. */
const MOST_SLICES = 40;

/**
 * Runs the sides in turn, in short slices, until the processor time that their brokers take for a
 * record falls no longer: until the JVMs have compiled what they run. It tells more than the rate,
 * which also drops when others use the machine.
 *
 * @returns records that each side got
 */
export async function warmUp(sides: readonly Side[]): Promise<readonly number[]> {
  const costs = sides.map(() => [] as number[]);
  const records = sides.map(() => 0);
  for (let slice = 0; slice < MOST_SLICES && !costs.every(hasSettled); slice += 1) {
    for (const [index, side] of sides.entries()) {
      const measured = await measureWindow(side, SLICE);
      costs[index]!.push(measured.microsPerRecord);
      records[index]! += measured.records;
    }
  }
  if (!costs.every(hasSettled)) console.error('the processor time for a record did not settle');
  return records;
}
