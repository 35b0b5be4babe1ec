import { median } from '../bench/support/statistics';
import type { BootedHost } from './hosts/booted-host';

/**
 * Restarts Kafka and prints the processor time, in seconds, that its unit took from there to the log's
 * line by which a broker says that it has started. `without`: its class archives are moved away meanwhile.
 */
const RESTART = `
set -eu
archives=/var/lib/cdktf-kafka/class-archives
log=/var/log/kafka/server.log
[ "$0" = with ] || mv $archives $archives.aside
before=$(wc --bytes <$log)
systemctl restart kafka.service
until tail --bytes=+$before $log | grep --quiet 'KafkaServer id=.*\\] started'; do sleep 0.02; done
systemctl show --value --property=CPUUsageNSec kafka.service
[ "$0" = with ] || mv $archives.aside $archives
`;

/** What a restart of a broker costs with its class archive and without, in turns. */
export async function measureRestarts(host: BootedHost, rounds: number): Promise<string> {
  await host.inside(['systemctl', 'start', 'cdktf-kafka-class-archives.service']);
  const seconds = { with: [] as number[], without: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const how of ['with', 'without'] as const) {
      const nanoseconds = await host.inside(['bash', '-c', RESTART, how]);
      seconds[how].push(Number(nanoseconds) / 1e9);
    }
  }
  const [mapped, plain] = [median(seconds.with), median(seconds.without)];
  const each = (values: readonly number[]) => values.map((value) => value.toFixed(2)).join(', ');
  return [
    `A restart of Kafka, in processor time: ${mapped.toFixed(2)} s with its class archive`,
    `(${each(seconds.with)}), ${plain.toFixed(2)} s without (${each(seconds.without)}):`,
    `${((100 * mapped) / plain).toFixed(0)} %.`,
  ].join(' ');
}
