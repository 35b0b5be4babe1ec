import type { RateLimits } from './throttle-rate';

const MB = 1e6;

/** How fast is copied where nobody says otherwise: as fast as writes don't have to wait for it. */
export const USUAL_RATES = {
  least: MB,
  most: 1_000 * MB,
  acksWithinMs: 500,
} satisfies RateLimits;

/** Bytes a second of each broker before anything is known of the load. */
export const FIRST_RATE = 20 * MB;
