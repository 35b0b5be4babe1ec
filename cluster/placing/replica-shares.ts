import { rackLimit, type RackMember } from './rack-limit';
import { waterFill } from './water-fill';

/**
 * How much of the replicas of a partition falls to each broker, from 0 to 1, where they are spread over
 * racks and dealt out by weight. In racks of two, one and one brokers with three replicas, each of the
 * two holds every second partition, and those that are alone hold all.
 *
 * @returns in the order of the brokers
 */
export function replicaShares(brokers: readonly RackMember[], factor: number): readonly number[] {
  const limit = rackLimit(brokers, factor);
  const racks = [...new Set(brokers.map(({ rack }) => rack))];
  const members = racks.map((name) =>
    brokers.flatMap(({ rack, weight }, at) => (rack === name && weight > 0 ? [at] : [])),
  );
  const ofRacks = waterFill(
    factor,
    members.map((each) => ({
      weight: each.reduce((sum, at) => sum + brokers[at]!.weight, 0),
      most: Math.min(each.length, limit),
    })),
  );
  const parts = brokers.map(() => 0);
  for (const [rack, each] of members.entries()) {
    const takers = each.map((at) => ({ weight: brokers[at]!.weight, most: 1 }));
    const dealt = waterFill(ofRacks[rack]!, takers);
    for (const [place, at] of each.entries()) parts[at] = dealt[place]!;
  }
  return parts;
}
