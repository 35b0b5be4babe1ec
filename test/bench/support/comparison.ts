import { medianAndRange, ratioOf } from './markdown-table';
import type { Measured } from './measure-window';

/** What is compared: how fast it went, and what it cost. */
export type Figures = Pick<Measured, 'recordsPerSecond' | 'microsPerRecord'>;

/** Cells for rates and costs of two sides, each with the ratio of the medians. */
export function comparison(
  ours: readonly Figures[],
  theirs: readonly Figures[],
): readonly string[] {
  const cells = (figure: keyof Figures, digits: number) => {
    const left = ours.map((each) => each[figure]);
    const right = theirs.map((each) => each[figure]);
    return [medianAndRange(left, digits), medianAndRange(right, digits), ratioOf(left, right)];
  };
  return [...cells('recordsPerSecond', 0), ...cells('microsPerRecord', 1)];
}
