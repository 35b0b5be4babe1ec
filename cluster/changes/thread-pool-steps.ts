import { parsePrefixedKey } from '../listeners/listener-settings';

const THREAD_POOLS = new Set([
  'background.threads',
  'log.cleaner.threads',
  'num.io.threads',
  'num.network.threads',
  'num.recovery.threads.per.data.dir',
  'num.replica.fetchers',
]);

/**
 * The values that a running broker is given, one after another, until it has the wanted one. Kafka lets a
 * pool of threads grow to double its size at once, or shrink to half, and no further: from 1 to 8 leads
 * over 2 and 4. All other settings are given at once.
 *
 * @param current what the broker runs with. @default - it doesn't say
 * @see https://github.com/apache/kafka/blob/3.9.2/core/src/main/scala/kafka/server/DynamicBrokerConfig.scala (DynamicThreadPool)
 */
export function stepsTo(
  key: string,
  current: string | undefined,
  wanted: string,
): readonly string[] {
  const [from, to] = [Number(current), Number(wanted)];
  const isPool = THREAD_POOLS.has(parsePrefixedKey(key)?.key ?? key);
  if (!isPool || !(from >= 1) || !(to >= 1)) return [wanted];
  const steps: string[] = [];
  for (let size = from; size !== to;) {
    // Kafka halves whole numbers: 3 may become 1.
    size = Math.min(Math.max(to, Math.floor(size / 2)), size * 2);
    steps.push(String(size));
  }
  return steps.length > 0 ? steps : [wanted];
}
