import type { ResourceChange } from '../../../terraform-plan/plan';
import { blocksOf } from '../../../terraform-plan/values';

const BROKER = /kafka|broker|zookeeper|redpanda|kraft|(^|[^a-z\d])zk($|[^a-z])/i;

/** Whether hosts, or a group of them, are of Kafka or ZooKeeper, by what they are called. */
export function carriesBrokers({ address, before, after }: ResourceChange): boolean {
  const values = [before, after].flatMap<unknown>((side) => [
    ...Object.entries(side ?? {})
      .filter(([key]) => /(^|_)(name|identifier|prefix)$/.test(key))
      .map(([, value]) => value),
    ...['tags', 'labels', 'tags_all'].flatMap((key) =>
      blocksOf(side, key).flatMap((block) => Object.values(block)),
    ),
  ]);
  return [address, ...values].some((text) => typeof text === 'string' && BROKER.test(text));
}
