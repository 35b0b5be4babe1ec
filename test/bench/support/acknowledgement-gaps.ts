/** A line of Kafka's VerifiableProducer about a record that was acknowledged. */
export interface Acknowledged {
  readonly atMs: number;
  readonly partition: number;
  /** What the tool numbers its records by. */
  readonly value: string;
}

/** Undefined for its other lines. */
export function parseAcknowledged(line: string): Acknowledged | undefined {
  if (!line.startsWith('{')) return undefined;
  const { name, timestamp, partition, value } = JSON.parse(line) as Readonly<
    Record<string, unknown>
  >;
  if (name !== 'producer_send_success') return undefined;
  return { atMs: Number(timestamp), partition: Number(partition), value: String(value) };
}

/**
 * The longest time between two acknowledgements of the same partition that ends after a moment.
 * Longer than those of the other partitions, for one broker leads only some of them.
 */
export function longestGapMs(acknowledged: readonly Acknowledged[], sinceMs: number): number {
  return Math.max(0, ...gapsMs(acknowledged, sinceMs).values());
}

/** The longest time between two acknowledgements of each partition that ends between two moments. */
export function gapsMs(
  acknowledged: readonly Acknowledged[],
  sinceMs: number,
  untilMs = Infinity,
): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  const longest = new Map<number, number>();
  for (const { atMs, partition } of acknowledged) {
    if (atMs > sinceMs && atMs <= untilMs) {
      const gap = atMs - (last.get(partition) ?? atMs);
      longest.set(partition, Math.max(longest.get(partition) ?? 0, gap));
    }
    last.set(partition, atMs);
  }
  return longest;
}
