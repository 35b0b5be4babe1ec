import { formatProblem } from '../../../cluster/errors';
import { specProblems } from '../../../cluster/validate-spec';
import { unsoundSpec } from '../../support/spec-builder';

const problemsOf = (listeners: unknown, further: Readonly<Record<string, unknown>> = {}) =>
  specProblems(unsoundSpec({ listeners, ...further })).map(formatProblem);

const named = (advertised: unknown, further: object = {}) =>
  problemsOf({ external: { advertised, ...further } });

const each = (name: (id: number) => unknown) =>
  Object.fromEntries([1, 2, 3].map((id) => [id, name(id)]));

it.each([
  ['nothing', {}],
  ['a port', { client: { port: 19_092 } }],
  ['settings', { client: { settings: { 'max.connections': 1 } } }],
  ['threads between brokers', { interBroker: { settings: { 'num.network.threads': 8 } } }],
  ['names by a pattern', { external: { advertised: 'kafka-{id}.example.com' } }],
  ['one name with ports by a pattern', { external: { advertised: 'kafka.example.com:1909{id}' } }],
  ['names by broker', { external: { advertised: each((id) => `203.0.113.${id}:9094`) } }],
  ['ends of tunnels', { external: { advertised: each((id) => `localhost:${19_000 + id}`) } }],
  [
    'names that the brokers have inside, where the port is EXTERNAL’s',
    { external: { advertised: 'broker-{id}.logs.internal' } },
  ],
])('%s is sound', (_, listeners) => {
  expect(problemsOf(listeners)).toEqual([]);
});

describe('names for outside', () => {
  const AT = 'listeners.external.advertised';

  it.each([
    [
      undefined,
      `${AT}: must be an object. Give one text with {id} in it, such as 'kafka-{id}.example.com', or one for each broker.`,
    ],
    ['', `${AT}: must not be empty, got ''.`],
    [
      { 1: 'a', 3: 'c' },
      `${AT}: must name each broker (1, 2, 3), got 'only 1, 3'. Add what clients shall connect to for broker 2.`,
    ],
    [{}, `${AT}: must name each broker (1, 2, 3), got 'none'.`],
    [
      { ...each((id) => `b${id}`), 4: 'd' },
      `${AT}['4']: must be the id of a broker (1, 2, 3), got '4'. Leave it out, or name a broker of this spec.`,
    ],
    [
      { ...each((id) => `b${id}`), 2: 'b 2' },
      `${AT}[2]: must be a host name or an address that a host can have, with or without a port from 1 to 65,535, got 'b 2'.`,
    ],
    [{ ...each((id) => `b${id}`), 2: 7 }, `${AT}[2]: must be a host name`],
    [
      'kafka.example.com:9094',
      `${AT}: must lead to each broker by itself, got 'kafka.example.com:9094 for brokers 1, 2, 3'. Put {id} into the name or the port, or give each broker its own.`,
    ],
    [
      { 1: 'A.example', 2: 'a.example', 3: 'b.example' },
      `${AT}: must lead to each broker by itself, got 'a.example:9094 for brokers 1, 2'.`,
    ],
  ])('%j are refused', (advertised, message) => {
    const [first, ...others] = named(advertised);
    expect(first).toContain(message);
    expect(others).toEqual([]);
  });

  it('are looked at as each broker gets them', () => {
    expect(named('kafka-{id}.example.com:6553{id}', {})).toEqual([]);
    const wrong = problemsOf(
      { external: { advertised: 'kafka.example.com:190{id}' } },
      { brokers: [998, 999, 1_000].map((id, index) => ({ id, rack: 'abc'[index] })) },
    );
    expect(wrong.filter((message) => message.startsWith(AT))).toEqual([
      expect.stringContaining(`${AT} of broker 998: must be a host name`),
      expect.stringContaining(`${AT} of broker 999: must be a host name`),
      expect.stringContaining(`${AT} of broker 1000: must be a host name`),
    ]);
  });

  it('do not lead past EXTERNAL to another listener', () => {
    expect(named('broker-{id}.logs.internal:9092')).toEqual(
      [1, 2, 3].map(
        (id) =>
          `${AT}: must lead to EXTERNAL, not to another listener of the brokers, got 'broker-${id}.logs.internal:9092'. ` +
          'Name what clients outside shall connect to, or leave `external` out.',
      ),
    );
  });
});

describe('ports', () => {
  it.each([
    [{ external: { advertised: 'k{id}', port: 9092 } }, 'listeners.external', 'listeners.client'],
    [{ client: { port: 9091 } }, 'listeners.client', 'listeners.interBroker'],
    [{ interBroker: { port: 9092 } }, 'listeners.interBroker', 'listeners.client'],
  ])('%j blames the one that the spec sets', (listeners, blamed, other) => {
    expect(problemsOf(listeners)).toEqual([
      expect.stringContaining(`${blamed}.port: must differ from ${other}.port, got`),
    ]);
  });

  it('of a listener that is not there are free', () => {
    expect(problemsOf({ client: { port: 9094 } })).toEqual([]);
    expect(problemsOf({ client: { port: 9094 }, external: { advertised: 'k{id}' } })).toHaveLength(
      1,
    );
  });
});

describe('settings of one listener', () => {
  const ofClient = (settings: unknown) => problemsOf({ client: { settings } });
  const at = (key: string) => `listeners.client.settings['${key}']`;

  it.each([
    [
      { 'max.connections': 0 },
      `${at('max.connections')}: must be a whole number from 1 to 2,147,483,647, got 0.`,
    ],
    [{ 'num.network.threads': '8' }, `${at('num.network.threads')}: must be a whole number`],
    [
      { 'num.io.threads': 8 },
      `${at('num.io.threads')}: must be a setting that Kafka reads for one listener by itself (max.connections, max.connection.creation.rate, num.network.threads). Set brokerSettings['num.io.threads'], which holds for all listeners.`,
    ],
    [{ 'max.conections': 8 }, "Did you mean 'max.connections'."],
    [{ 'listener.name.client.max.connections': 8 }, "Did you mean 'max.connections'."],
    [
      { 'connections.max.reauth.ms': 8 },
      `${at('connections.max.reauth.ms')}: must be left out, as authentication, authorization and encryption only work as a whole.`,
    ],
    [{ 'ssl.keystore.password': 'hunter2' }, 'must stay out of the spec'],
  ])('%j are refused', (settings, message) => {
    const [first, ...others] = ofClient(settings);
    expect(first).toContain(message);
    expect(first).not.toContain('hunter2');
    expect(others).toEqual([]);
  });

  it.each(['max.connections', 'max.connection.creation.rate'])(
    'do not limit brokers among themselves: %s',
    (key) => {
      expect(problemsOf({ interBroker: { settings: { [key]: 100 } } })).toEqual([
        expect.stringContaining(
          `listeners.interBroker.settings['${key}']: must be left out, as replicas that wait`,
        ),
      ]);
    },
  );

  it.each([
    [
      'listener.name.external.max.connections',
      'must stand with the listener that it is for. Use the field listeners.external.settings of the spec',
    ],
    [
      'listener.name.office.max.connections',
      'Use one of the fields listeners.client.settings, listeners.interBroker.settings, ',
    ],
    ['listener.name.client.ssl.key.password', 'must stay out of the spec'],
    ['listener.name.client.scram-sha-512.sasl.jaas.config', 'must stay out of the spec'],
    ['listener.name.client.ssl.client.auth', 'Use the field security of the spec'],
  ])('do not stand among those of all: %s', (key, message) => {
    const problems = problemsOf({}, { brokerSettings: { [key]: 'hunter2' } });
    expect(problems).toEqual([expect.stringContaining(message)]);
    expect(problems.join()).not.toContain('hunter2');
  });
});
