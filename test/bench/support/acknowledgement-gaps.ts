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
  const last = new Map<number, number>();
  let longest = 0;
  for (const { atMs, partition } of acknowledged) {
    if (atMs > sinceMs) longest = Math.max(longest, atMs - (last.get(partition) ?? atMs));
    last.set(partition, atMs);
  }
  return longest;
}
