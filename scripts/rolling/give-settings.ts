import { ConfigResourceTypes } from '@platformatic/kafka';
import { UserError, formatProblem } from '../../cluster/errors';
import { brokerHosts, type BrokerHost } from '../../cluster/topology';
import { alterConfigs, type ConfigChange } from '../cluster-access/alter-configs';
import type { Brokers } from '../cluster-access/ask-brokers';
import type {
  BrokerUpdates,
  SettingGiven,
  SettingTakenBack,
} from '../health/settings/plan-updates';
import { readRunningBroker } from '../health/settings/read-running-brokers';
import type { RunningBroker } from '../health/settings/running-broker';
import { retryFor } from '../system/retry-for';

/** How a broker is told. */
export interface Giving {
  readonly brokers: Brokers;
  readonly signal: AbortSignal;
}

/** A broker hears of a value by ZooKeeper: within a second, unless it has much else to do. */
const HEARD_MS = 30_000;

/**
 * Gives a running broker its values and takes its overrides back, and returns when the broker itself says
 * that it runs so. Kafka first says of all of them whether it would take them, so that one it refuses
 * leaves all as it was.
 *
 * @throws AccessError with Kafka's word, where it refuses one
 * @throws UserError where it was told, and does not run so
 */
export async function giveSettings(
  { brokers, signal }: Giving,
  host: BrokerHost,
  { given, takenBack }: BrokerUpdates,
): Promise<void> {
  const name = String(host.broker.id);
  const told = toldRounds(given, takenBack);
  const broker = brokers.kafka.broker(host);
  await alterConfigs(broker, [{ type: BROKER, name, changes: told[0] ?? [] }], {
    validateOnly: true,
  });
  for (const changes of told) {
    await alterConfigs(broker, [{ type: BROKER, name, changes }]);
    await untilHeard({ brokers, signal }, host, (running) => unheard(running, changes, false));
  }
}

/** Takes overrides for all brokers back, and returns when each broker says that they are gone. */
export async function takeBackForAll(
  { brokers, signal }: Giving,
  overrides: readonly SettingTakenBack[],
): Promise<void> {
  const hosts = brokerHosts(brokers.topology);
  for (const changes of toldRounds([], overrides)) {
    const forAll = { type: BROKER, name: FOR_ALL, changes };
    await alterConfigs(brokers.kafka.broker(hosts[0]!), [forAll]);
    for (const host of hosts) {
      await untilHeard({ brokers, signal }, host, (running) => unheard(running, changes, true));
    }
  }
}

/** What is told one after another: each key its steps, and an override that goes goes last. */
function toldRounds(
  given: readonly SettingGiven[],
  takenBack: readonly SettingTakenBack[],
): readonly (readonly ConfigChange[])[] {
  const keys: readonly (readonly ConfigChange[])[] = [
    ...takenBack.map(({ key, steps }) => [...steps.map((value) => ({ key, value })), { key }]),
    ...given.map(({ key, steps }) => steps.map((value) => ({ key, value }))),
  ];
  const rounds = Math.max(0, ...keys.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    keys.flatMap((changes) => changes[round] ?? []),
  );
}

/** The keys of which the broker does not say yet what it was told. */
function unheard(
  { current, overrides, isSame }: RunningBroker,
  changes: readonly ConfigChange[],
  forAll: boolean,
): readonly string[] {
  return changes
    .filter(({ key, value }) => {
      const own = overrides.find((each) => each.key === key && each.forAll === forAll);
      if (value === undefined) return own !== undefined;
      return forAll ? !isSame(key, own?.value, value) : !isSame(key, current.get(key), value);
    })
    .map(({ key }) => key);
}

const { BROKER } = ConfigResourceTypes;
const FOR_ALL = '';

async function untilHeard(
  { brokers, signal }: Giving,
  host: BrokerHost,
  missing: (running: RunningBroker) => readonly string[],
): Promise<void> {
  const retryOn = (error: unknown) => error instanceof UserError;
  await retryFor({ durationMs: HEARD_MS, signal, retryOn }, async () => {
    signal.throwIfAborted();
    const keys = missing((await readRunningBroker(brokers, host)).running);
    if (keys.length > 0) throw notHeard(host, keys);
  });
}

function notHeard({ name, paths }: BrokerHost, keys: readonly string[]): UserError {
  return new UserError(
    formatProblem({
      path: name,
      rule: `run with what it was given for ${keys.join(', ')} within ${HEARD_MS / 1_000} s`,
      remedy: `Look at Kafka's log in ${paths.kafka.logs} of ${name}, and run the command again`,
    }),
  );
}

/** What is given to whom, in a line for people. */
export function describeGiven({ given, takenBack }: BrokerUpdates): string {
  const parts = [
    ...given.map(({ key, steps }: SettingGiven) => `${key}=${steps.join(', then ')}`),
    ...takenBack.map(({ key }) => `without the override of ${key}`),
  ];
  return `runs with ${parts.join('; ')}`;
}
