/**
 * The order in which sides are measured: A B, then B A, and so on. What drifts from one measurement to
 * the next (files that grow, a machine that gets busy) then meets each side as often before the other
 * as after it.
 */
export function turns<Side>(rounds: number, sides: readonly Side[]): readonly Side[] {
  return Array.from({ length: rounds }, (_, round) =>
    round % 2 === 0 ? sides : [...sides].reverse(),
  ).flat();
}
