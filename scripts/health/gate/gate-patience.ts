/** How long a gate is waited for. */
export interface GatePatience {
  /** So many looks in a row must be healthy. @default 3 */
  readonly looks?: number | undefined;
  /** Gives up when nothing got better for so long. @default 600000 */
  readonly stallMs?: number | undefined;
  /** Gives up after so long in any case. @default 14400000 */
  readonly limitMs?: number | undefined;
  /** Between two looks; half as long after one that is healthy. @default 1000 */
  readonly pauseMs?: number | undefined;
}

export const GATE_PATIENCE = {
  looks: 3,
  stallMs: 600_000,
  limitMs: 14_400_000,
  pauseMs: 1_000,
} satisfies GatePatience;
