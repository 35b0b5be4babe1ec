/** How fast may be copied, and for the sake of what. */
export interface RateLimits {
  /** Bytes a second of each broker, at least: else a move never ends. */
  readonly least: number;
  readonly most: number;
  /** Milliseconds within which writes are to be acknowledged meanwhile. */
  readonly acksWithinMs: number;
}

/** What the last moments showed. */
export interface LoadSample {
  /** The longest wait of a probing write for its acknowledgement; undefined where none came back. */
  readonly longestAckMs: number | undefined;
  /** Whether a replica that is not being copied fell behind. */
  readonly isBehind: boolean;
}

/**
 * The next rate: half as much as soon as a write waits too long or a replica falls behind, a quarter more while all wait less than
 * half of what they may, and the same in between.
 */
export function nextRate(
  rate: number,
  { longestAckMs = Infinity, isBehind }: LoadSample,
  { least, most, acksWithinMs }: RateLimits,
): number {
  const isTooMuch = isBehind || longestAckMs > acksWithinMs;
  const factor = isTooMuch ? 0.5 : longestAckMs < acksWithinMs / 2 ? 1.25 : 1;
  return Math.min(most, Math.max(least, rate * factor));
}
