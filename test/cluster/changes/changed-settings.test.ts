import { changedSettings, decisive } from '../../../cluster/changes/changed-settings';

/** What Kafka says of the one key that differs. */
const wordOn = (before: string, after: string) => {
  const changed = changedSettings('broker', before, after);
  expect(changed).toHaveLength(1);
  return changed[0]!;
};

it('tells keys with both values, sorted, and with Kafka’s default', () => {
  expect(
    changedSettings('broker', 'queued.max.requests=1\nbroker.rack=a\n', 'queued.max.requests=2\n'),
  ).toEqual([
    { key: 'broker.rack', before: 'a', update: 'read-only' },
    ...[{ key: 'queued.max.requests', before: '1', after: '2', default: '500' }].map((each) => ({
      ...each,
      update: 'read-only',
    })),
  ]);
});

it('minds neither comments nor order, nor blanks around a value', () => {
  expect(changedSettings('broker', '# a\nb=1\nc = 2 \n', 'c=2\n\nb=1\n')).toEqual([]);
});

it('takes every setting of ZooKeeper for one that is read at its start', () => {
  expect(changedSettings('zookeeper', 'tickTime=1\n', 'tickTime=2\n')).toEqual([
    { key: 'tickTime', before: '1', after: '2', update: 'read-only' },
  ]);
});

describe('a setting that Kafka takes while it runs', () => {
  it.each([
    ['changes', 'message.max.bytes=1000', 'message.max.bytes=2000', '2000'],
    ['comes', '', 'message.max.bytes=2000', '2000'],
    ['goes, and Kafka’s default holds', 'message.max.bytes=2000', '', '1048588'],
  ])('and that %s', (_, before, after, value) => {
    expect(wordOn(before, after)).toMatchObject({
      update: 'dynamic',
      dynamic: { value, scope: 'cluster-wide' },
    });
  });

  it('needs a restart where it goes and Kafka has no default', () => {
    const { update, dynamic } = wordOn('log.roll.ms=5', '');
    expect([update, dynamic]).toEqual(['rolling-restart', undefined]);
  });

  it.each(['listeners', 'advertised.listeners', 'listener.security.protocol.map'])(
    'needs a restart where it must change with others: %s',
    (key) => {
      expect(wordOn(`${key}=A`, `${key}=B`).update).toBe('rolling-restart');
    },
  );
});

it.each([
  ['zookeeper.session.timeout.ms', 'read-only'],
  ['some.plugin', 'unknown'],
  // Kafka takes the new value without a word, and goes on with the old one.
  ['listener.name.client.connections.max.reauth.ms', 'unknown'],
  ['listener.name.client.ssl.client.auth', 'unknown'],
  ['listener.name.client.', 'unknown'],
])('%s is %s', (key, update) => {
  expect(wordOn(`${key}=1`, `${key}=2`)).toMatchObject({ update });
});

describe('a setting of one listener', () => {
  const limit = 'listener.name.external.max.connections';

  it('is given to running brokers, at once for all', () => {
    expect(wordOn(`${limit}=5`, `${limit}=6`)).toMatchObject({
      update: 'dynamic',
      dynamic: { value: '6', scope: 'cluster-wide' },
    });
  });

  it('goes back to what holds for all where it goes', () => {
    const valueOf = (file: string) => wordOn(`${limit}=5\n${file}`, file).dynamic?.value;
    expect(valueOf('max.connections=9\n')).toBe('9');
    expect(valueOf('')).toBe('2147483647');
  });
});

it('decisive are the settings that Kafka can’t take while it runs, or else all', () => {
  const [a, b] = [{ update: 'dynamic' }, { update: 'unknown' }] as const;
  expect(decisive([a, b, a])).toEqual([b]);
  expect(decisive([a, a])).toEqual([a, a]);
});
