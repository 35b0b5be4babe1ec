import {
  compareSettings,
  valueByFile,
  type ChangedSetting,
  type Settings,
} from '../../../cluster/changes/changed-settings';
import { stepsTo } from '../../../cluster/changes/thread-pool-steps';
import { parsePrefixedKey } from '../../../cluster/listeners/listener-settings';
import type { Override, RunningBroker } from './running-broker';

/** A broker as the spec wants it, and as it runs. */
export interface ComparedBroker {
  /** What its server.properties should say. */
  readonly rendered: Settings;
  readonly running: RunningBroker;
}

/** A value that a running broker is given. */
export interface SettingGiven {
  readonly key: string;
  readonly current: string | undefined;
  readonly wanted: string;
  /** What it is given one after another; the last is the one wanted. */
  readonly steps: readonly string[];
}

/** An override that goes, so that the file counts again. */
export interface SettingTakenBack extends Override {
  /** What it is set to before, one after another: a pool of threads goes over its steps also here. */
  readonly steps: readonly string[];
}

/** What a running broker needs to run with what the spec renders, its file aside. */
export interface BrokerUpdates {
  readonly given: readonly SettingGiven[];
  /** Its own overrides that say nothing any more, or something else than its file. */
  readonly takenBack: readonly SettingTakenBack[];
  /** What it was started with that it can't be given: empty where no restart is needed for its settings. */
  readonly atStartOnly: readonly ChangedSetting[];
}

export const NO_UPDATES: BrokerUpdates = { given: [], takenBack: [], atStartOnly: [] };

/** Whether a running broker is told anything. */
export function hasUpdates({ given, takenBack }: BrokerUpdates): boolean {
  return given.length > 0 || takenBack.length > 0;
}

/** Values that reassignments set, and that `unthrottle` takes back: no setting of the spec. */
const THROTTLES = new Set([
  'leader.replication.throttled.rate',
  'follower.replication.throttled.rate',
  'replica.alter.log.dirs.io.max.bytes.per.second',
]);

const isOurs = ({ key }: Override) => !THROTTLES.has(key);

/**
 * Compares what a broker runs with and what its file should say. The broker's own word decides, so that an
 * override counts whoever set it:
 *
 * - Where it was **started with another value** that it takes while it runs, it is given the one wanted, as
 *   an override of its own: no other value stands above that.
 * - Where it was **started with the value wanted**, an override is of no more use, and is taken back. So
 *   none outlives the next restart by more than one `converge`, and none shadows a later change of the file.
 *
 * @param kept keys whose override for all brokers does what is wanted everywhere
 */
export function planUpdates(
  { rendered, running }: ComparedBroker,
  kept: ReadonlySet<string> = new Set(),
): BrokerUpdates {
  const { atStart, overrides, current, isSame } = running;
  const changed = compareSettings('broker', atStart, rendered);
  const own = new Map(overrides.filter(({ forAll }) => !forAll).map((each) => [each.key, each]));
  const isChanged = new Set(changed.map(({ key }) => key));
  return {
    given: changed.flatMap(({ key, dynamic }) => {
      if (!dynamic || isSame(key, own.get(key)?.value, dynamic.value)) return [];
      if (kept.has(key) && !own.has(key)) return [];
      // A listener that has no value of its own goes by that of all.
      const now = current.get(key) ?? current.get(parsePrefixedKey(key)?.key ?? key);
      const wanted = dynamic.value;
      return [{ key, current: now, wanted, steps: stepsTo(key, now, wanted) }];
    }),
    takenBack: [...own.values()]
      .filter((each) => isOurs(each) && !isChanged.has(each.key))
      .map((each) => takenBack(each, { rendered, running })),
    atStartOnly: changed.filter(({ dynamic }) => !dynamic),
  };
}

function takenBack(override: Override, { rendered, running }: ComparedBroker): SettingTakenBack {
  const { key } = override;
  const settled = valueByFile(key, rendered);
  const steps = settled === undefined ? [] : stepsTo(key, running.current.get(key), settled);
  // The last step is that it goes.
  return { ...override, steps: steps.slice(0, -1) };
}

/** Overrides for all brokers: those that stay as long as they do what is wanted, and those that go. */
export interface OverridesForAll {
  readonly kept: ReadonlySet<string>;
  readonly takenBack: readonly SettingTakenBack[];
}

/**
 * One for all brokers is kept only where it says what every broker should run with and some broker was not
 * started with that; else each broker that needs a value is given its own, and it is taken back.
 *
 * @param brokers all that there are: undefined for one that can't be asked, for which nothing is taken away
 */
export function planOverridesForAll(
  brokers: readonly (ComparedBroker | undefined)[],
): OverridesForAll {
  const known = brokers.filter((broker) => broker !== undefined);
  const found = new Map(
    known
      .flatMap(({ running }) => running.overrides)
      .filter((each) => each.forAll && isOurs(each))
      .map((each) => [each.key, each]),
  );
  const serves = ({ key, value }: Override) => {
    const changes = known.map(
      ({ rendered, running }) =>
        compareSettings('broker', running.atStart, rendered).find((each) => each.key === key) ??
        rendered.get(key),
    );
    const wanted = changes.map((each) => (typeof each === 'object' ? each.dynamic?.value : each));
    return (
      changes.some((each) => typeof each === 'object') &&
      wanted.every((each) => known[0]!.running.isSame(key, each, value))
    );
  };
  const kept = [...found.values()].filter(serves);
  const goes = known.length === brokers.length ? [...found.values()] : [];
  return {
    kept: new Set(kept.map(({ key }) => key)),
    takenBack: goes
      .filter((each) => !kept.includes(each))
      .map((each) => takenBack(each, known[0]!)),
  };
}
