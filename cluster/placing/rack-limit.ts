/** What decides how replicas are spread over brokers. */
export interface RackMember {
  readonly rack: string;
  /** What it should hold beside the others; 0: nothing. */
  readonly weight: number;
}

/**
 * The most replicas of one partition that may share a rack: the fewest with which all find a place. It
 * is what Kafka's own rack-aware assignment keeps to: with as many racks as replicas, one in each.
 */
export function rackLimit(brokers: readonly RackMember[], factor: number): number {
  const sizes = new Map<string, number>();
  for (const { rack, weight } of brokers) {
    if (weight > 0) sizes.set(rack, (sizes.get(rack) ?? 0) + 1);
  }
  const places = (limit: number) =>
    [...sizes.values()].reduce((sum, size) => sum + Math.min(size, limit), 0);
  let limit = 1;
  while (limit < factor && places(limit) < factor) limit += 1;
  return limit;
}
