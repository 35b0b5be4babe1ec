import { Token } from 'cdktf';
import fc from '../support/fast-check';
import { SpecError } from '../../cluster/errors';
import { KafkaCluster, Peer } from '../../stacks/index';
import { ODD_PROPS, oddTokens, type OddProps } from '../support/odd-props/index';
import { synthesize, validProps } from '../support/synthesized';

const reference = (text: string) => ({
  creationStack: [],
  resolve: () => `\${${text}}`,
  toString: () => text,
});

const TABLE = [
  ...ODD_PROPS,
  ...oddTokens({
    text: (text) => Token.asString(reference(text)),
    number: (text) => Token.asNumber(reference(text)),
    list: (text) => Token.asList(reference(text)),
    map: (text) => Token.asStringMap(reference(text)),
    whole: reference,
  }),
];

/** The synthesized JSON, or what was thrown. */
function outcome({ props, calls }: Pick<OddProps, 'props' | 'calls'>): string | Error {
  try {
    const stack = synthesize((scope) => {
      const given = Object.create(null, {
        ...Object.getOwnPropertyDescriptors(validProps()),
        ...Object.getOwnPropertyDescriptors(props),
      }) as ReturnType<typeof validProps>;
      const cluster = new KafkaCluster(scope, 'Kafka', given);
      cluster.allowSshFrom('operators', Peer.ipv4('10.0.0.0/8'));
      calls?.(cluster);
    });
    return JSON.stringify(stack.json);
  } catch (error) {
    return error as Error;
  }
}

/** What is wrong with an outcome; undefined where it is as the table says. */
function mistake({ refused, synthesized }: OddProps, found: string | Error): string | undefined {
  if (refused === undefined) {
    if (found instanceof Error) return found.stack;
    return found.includes(synthesized!) ? undefined : `lacks ${synthesized}`;
  }
  if (!(found instanceof SpecError)) return found instanceof Error ? found.stack : 'is accepted';
  if (found.stack !== `SpecError: ${found.message}`) return 'has a stack trace';
  const isTold = found.message.split('\n').some((line) => line.startsWith(refused));
  return isTold ? undefined : found.message;
}

it('has values enough, no two with one title', () => {
  expect(TABLE.length).toBeGreaterThanOrEqual(180);
  expect(new Set(TABLE.map(({ title }) => title)).size).toBe(TABLE.length);
});

it('refuses and accepts them as they deserve', () => {
  const refused = TABLE.filter((row) => row.refused !== undefined);
  const wrong = TABLE.flatMap((row) => {
    const said = mistake(row, outcome(row));
    return said === undefined ? [] : [`${row.title}: ${said}`];
  });
  expect(wrong).toEqual([]);
  expect({ refused: refused.length, accepted: TABLE.length - refused.length }).toEqual({
    refused: 162,
    accepted: 35,
  });
});

const PROPS = [
  ...['network', 'kafkaArchive', 'image', 'ssh', 'addresses', 'zoneId', 'kmsKeyArn', 'placement'],
  ...['rootSizeGiB', 'alarms', 'deploy', 'protectData', 'hostPolicyArns', 'tags'],
  ...['iam', 'hostSecurityGroupIds', 'proxy', 'packageMirror'],
];

/** Fields of sound props by the path of their holder, and junk for any of them. */
const junk = fc.anything({
  withBigInt: true,
  withMap: true,
  withDate: true,
  withSparseArray: true,
});

it('never ends with another error than its own, whatever any prop holds', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...PROPS), junk, { minKeys: 1 }), (props) => {
      const found = outcome({ props });
      if (found instanceof Error) expect(found).toBeInstanceOf(SpecError);
    }),
    { numRuns: 150 },
  );
});

it('never ends with another error than its own, whatever a peer and its name are', () => {
  fc.assert(
    fc.property(junk, fc.oneof(fc.string(), junk), (peer, name) => {
      const calls = (cluster: KafkaCluster) => {
        cluster.allowMetricsFrom(name as string, peer as Peer);
      };
      const found = outcome({ props: {}, calls });
      if (found instanceof Error) expect(found).toBeInstanceOf(SpecError);
    }),
    { numRuns: 20 },
  );
});
