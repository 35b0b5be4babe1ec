import {
  hasUpdates,
  NO_UPDATES,
  planOverridesForAll,
  planUpdates,
  type ComparedBroker,
} from '../../../../scripts/health/settings/plan-updates';
import type { Override } from '../../../../scripts/health/settings/running-broker';

interface Situation {
  /** What its file should say. */
  readonly wanted?: Readonly<Record<string, string>>;
  /** What its file said when it was started. @default - the same */
  readonly started?: Readonly<Record<string, string>>;
  /** What stands above it in ZooKeeper. */
  readonly own?: Readonly<Record<string, string>>;
  readonly forAll?: Readonly<Record<string, string>>;
}

function broker({
  wanted = {},
  started = wanted,
  own = {},
  forAll = {},
}: Situation): ComparedBroker {
  const overridesOf = (values: Readonly<Record<string, string>>, isForAll: boolean): Override[] =>
    Object.entries(values).map(([key, value]) => ({ key, value, forAll: isForAll }));
  return {
    rendered: new Map(Object.entries(wanted)),
    running: {
      atStart: new Map(Object.entries(started)),
      overrides: [...overridesOf(own, false), ...overridesOf(forAll, true)],
      current: new Map(Object.entries({ ...started, ...forAll, ...own })),
      ...{ hidden: [], isSame: (_, one, other) => one === other },
    },
  };
}

const plan = (situation: Situation, kept?: ReadonlySet<string>) =>
  planUpdates(broker(situation), kept);
const IO = 'num.io.threads';

describe('what a running broker needs', () => {
  it('is nothing where it was started with what is wanted', () => {
    const updates = plan({ wanted: { [IO]: '8' } });
    expect(updates).toEqual(NO_UPDATES);
    expect(hasUpdates(updates)).toBe(false);
  });

  it('is the value that it takes while it runs, a pool of threads over its steps', () => {
    const { given, takenBack, atStartOnly } = plan({
      wanted: { [IO]: '8' },
      started: { [IO]: '2' },
    });
    expect(given).toEqual([{ key: IO, current: '2', wanted: '8', steps: ['4', '8'] }]);
    expect({ takenBack, atStartOnly }).toEqual({ takenBack: [], atStartOnly: [] });
  });

  it('is nothing more where it was given that already', () =>
    expect(plan({ wanted: { [IO]: '8' }, started: { [IO]: '2' }, own: { [IO]: '8' } })).toEqual(
      NO_UPDATES,
    ));

  it('is its own value where one for all brokers says another', () =>
    expect(
      plan({ wanted: { [IO]: '8' }, started: { [IO]: '4' }, forAll: { [IO]: '6' } }).given,
    ).toEqual([{ key: IO, current: '6', wanted: '8', steps: ['8'] }]));

  it('is nothing where one for all brokers does it, as long as it has none of its own', () => {
    const situation = { wanted: { [IO]: '8' }, started: { [IO]: '4' }, forAll: { [IO]: '8' } };
    expect(plan(situation, new Set([IO]))).toEqual(NO_UPDATES);
    expect(plan({ ...situation, own: { [IO]: '6' } }, new Set([IO])).given).toHaveLength(1);
  });

  it("is Kafka's default for a key that has left the file", () =>
    expect(plan({ started: { 'log.cleaner.threads': '4' } }).given).toEqual([
      { key: 'log.cleaner.threads', current: '4', wanted: '1', steps: ['2', '1'] },
    ]));

  it('is to lose an override that says nothing any more, or something else than its file', () => {
    const wanted = { [IO]: '8', 'message.max.bytes': '900000' };
    const own = { [IO]: '8', 'message.max.bytes': '500000' };
    const { given, takenBack } = plan({ wanted, own });
    expect(given).toEqual([]);
    expect(takenBack.map(({ key, steps }) => [key, steps])).toEqual([
      [IO, []],
      ['message.max.bytes', []],
    ]);
  });

  it('is to lead a pool of threads over its steps before its override goes', () => {
    const [back] = plan({ wanted: { [IO]: '32' }, own: { [IO]: '8' } }).takenBack;
    expect(back).toEqual({ key: IO, value: '8', forAll: false, steps: ['16'] });
  });

  it.each([
    'leader.replication.throttled.rate',
    'follower.replication.throttled.rate',
    'replica.alter.log.dirs.io.max.bytes.per.second',
  ])('leaves the throttle of a reassignment alone: %s', (key) =>
    expect(plan({ own: { [key]: '1000000' } })).toEqual(NO_UPDATES),
  );

  it('is a restart for what is read at the start only', () => {
    const { given, atStartOnly } = plan({
      wanted: { 'broker.rack': 'b', [IO]: '8' },
      started: { 'broker.rack': 'a', [IO]: '4' },
    });
    expect(atStartOnly.map(({ key }) => key)).toEqual(['broker.rack']);
    expect(given.map(({ key }) => key)).toEqual([IO]);
  });
});

describe('what is set for all brokers', () => {
  const serving = { wanted: { [IO]: '8' }, started: { [IO]: '4' }, forAll: { [IO]: '8' } };

  it('stays while it says what every broker should run with, and one was not started with that', () => {
    const { kept, takenBack } = planOverridesForAll([
      broker(serving),
      broker({ ...serving, started: serving.wanted }),
    ]);
    expect([...kept]).toEqual([IO]);
    expect(takenBack).toEqual([]);
  });

  it.each([
    ['no broker needs it', [{ ...serving, started: serving.wanted }]],
    ['one should run with another value', [serving, { ...serving, wanted: { [IO]: '6' } }]],
    ['it says something else', [{ ...serving, forAll: { [IO]: '7' } }]],
  ])('goes where %s', (_, situations) => {
    const { kept, takenBack } = planOverridesForAll(situations.map(broker));
    expect([...kept]).toEqual([]);
    expect(takenBack.map(({ key, forAll }) => [key, forAll])).toEqual([[IO, true]]);
  });

  it('is not taken away while a broker gives no answer, for which it may serve', () =>
    expect(
      planOverridesForAll([broker({ ...serving, started: serving.wanted }), undefined]).takenBack,
    ).toEqual([]));

  it('stays where it is the throttle of a reassignment', () =>
    expect(
      planOverridesForAll([broker({ forAll: { 'leader.replication.throttled.rate': '1' } })]),
    ).toEqual({ kept: new Set(), takenBack: [] }));
});
