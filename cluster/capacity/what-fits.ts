import type { ResolvedSpec } from '../resolve-spec';
import { type Alternative, lessIngest } from './alternatives';

/** Says whether a changed spec is free of the problem at hand. */
export type Fits = (spec: ResolvedSpec) => boolean;

/** The least change of this kind that fits. */
export function leastChange({ steps, at }: Alternative, fits: Fits): ResolvedSpec | undefined {
  if (steps < 1 || !fits(at(steps - 1))) return undefined;
  let tooLittle = -1;
  let enough = steps - 1;
  while (enough - tooLittle > 1) {
    const middle = Math.floor((tooLittle + enough) / 2);
    if (fits(at(middle))) enough = middle;
    else tooLittle = middle;
  }
  return at(enough);
}

/**
 * What would fit, as an imperative: "Take A, or B, or C". Each part alone is enough, and none is
 * named that would do harm elsewhere. Where no change of these kinds is left, the ingest that fits
 * is named.
 */
export function takeWhatFits(
  spec: ResolvedSpec,
  alternatives: readonly Alternative[],
  fits: Fits,
  isHarmless: Fits = () => true,
): string {
  const remedies = alternatives.flatMap((alternative) => {
    const changed = leastChange(alternative, fits);
    return changed && isHarmless(changed) ? [alternative.describe(changed)] : [];
  });
  if (remedies.length > 0) return `Take ${remedies.join(', or ')}`;
  const ingest = lessIngest(spec);
  const changed = leastChange(ingest, fits);
  return changed
    ? `No single change fits but ${ingest.describe(changed)}: make several`
    : 'No single change fits: make several';
}
