import fc from '../support/fast-check';
import { planCapacity } from '../../cluster/capacity';
import { formatProblem } from '../../cluster/errors';
import { Metadata, Zookeeper } from '../../cluster/index';
import { renderHost } from '../../cluster/host-files';
import { productionSite } from '../../cluster/production-site';
import { resolveSpec } from '../../cluster/resolve-spec';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { layOut } from '../../cluster/topology';
import { validateSpec } from '../../cluster/validate-spec';
import { plainData } from '../../cluster/checks/plain-data';
import { ODD_SPECS, type LaidOut, type OddSpec } from '../support/odd-specs/index';
import { validSpec } from '../support/spec-builder';

const ALL = Object.values(ODD_SPECS).flat();

/** The lines of its error, or what the spec amounts to: all that the commands make of it. */
function outcome(given: unknown): readonly string[] | LaidOut {
  const { problems } = validateSpec(given as KafkaClusterSpec);
  if (problems.length > 0) return problems.map(formatProblem);
  const spec = resolveSpec(plainData(given) as KafkaClusterSpec);
  const topology = layOut(spec, productionSite(spec));
  const files = topology.hosts.map((host) => ({ host, files: renderHost(topology, host) }));
  const file = (host: string, path: string) =>
    files.find((each) => each.host.name === host)!.files.find((each) => each.path === path)!
      .content;
  return { topology, capacity: planCapacity(spec), file };
}

const isRefused = (found: readonly string[] | LaidOut): found is readonly string[] =>
  Array.isArray(found);

describe.each(Object.entries(ODD_SPECS))('%s', (_, rows) => {
  it.each(rows.map((row): [string, OddSpec] => [row.title, row]))('%s', (_, row) => {
    const found = outcome(row.spec);
    if (row.refused === undefined) {
      expect(isRefused(found) ? found : row.seen!.look(found)).toEqual(row.seen!.is);
      return;
    }
    const lines = isRefused(found) ? found : ['accepted'];
    expect(lines.find((line) => line.startsWith(row.refused!)) ?? lines.join('\n')).toContain(
      row.refused,
    );
    // One line each, of what any terminal shows.
    for (const line of lines) expect(line).toMatch(/^[^\p{C}]{1,1000}$/u);
  });
});

it('so many are refused, so many accepted, and no two are the same', () => {
  const refused = ALL.filter((row) => row.refused !== undefined).length;
  expect({ refused, accepted: ALL.length - refused }).toEqual({
    refused: 283,
    accepted: 21,
  });
  const titles = Object.values(ODD_SPECS).flatMap(
    (rows) => new Set(rows.map(({ title }) => title)).size,
  );
  expect(titles.reduce((a, b) => a + b)).toBe(ALL.length);
});

const junk = fc.anything({
  ...{ withBigInt: true, withMap: true, withSet: true, withDate: true },
  ...{
    withSparseArray: true,
    withNullPrototype: true,
    withTypedArray: true,
    withBoxedValues: true,
  },
});

/** Every place of a value, as the keys that lead to it. */
function places(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [
    [key],
    ...places(inside).map((rest) => [key, ...rest]),
  ]);
}

function withJunk(value: unknown, [key, ...rest]: readonly string[], what: unknown): unknown {
  if (key === undefined) return what;
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  copy[key] = withJunk(copy[key], rest, what);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

const FULL = validSpec({
  retention: { hours: 72 },
  topicDefaults: { partitions: 6, replicationFactor: 3, minInsyncReplicas: 2 },
  jvm: { brokerHeapMiB: 4096, zookeeperHeapMiB: 1024 },
  metadata: Metadata.zookeeper(
    Zookeeper.onBrokers({ members: [1, 2, 3].map((id) => ({ id, broker: id })) }),
  ),
  domain: 'logs.internal',
  brokerSettings: { 'num.io.threads': 8, 'log.cleanup.policy': ['delete'] },
  zookeeperSettings: { tickTime: 2000 },
  environment: { broker: { A: 'b' } },
});

/** What no text can be made of: its own `toString` is no function. */
const WORDLESS = { toString: 0, valueOf: 0, toJSON: 0, inspect: 0, constructor: 0 };

it.each([[WORDLESS], [[WORDLESS]], [[[WORDLESS]]]])(
  '%j at any place is told as a problem',
  (what) => {
    for (const place of places(FULL)) {
      const found = outcome(withJunk(FULL, place, what));
      expect({ place, refused: isRefused(found) }).toEqual({ place, refused: true });
    }
  },
);

it('junk at any place of a spec is told as a problem, or the spec is laid out and rendered', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places(FULL)), junk, (place, what) => {
      const found = outcome(withJunk(FULL, place, what));
      if (isRefused(found)) for (const line of found) expect(line).toMatch(/^[^\p{C}]+$/u);
    }),
    { numRuns: 2_000 },
  );
});

it('and so is any number, where there is one', () => {
  const numbers = places(FULL).filter(
    (place) => typeof place.reduce<unknown>((at, key) => (at as never)[key], FULL) === 'number',
  );
  const any = fc.oneof(fc.integer(), fc.double(), fc.integer({ min: 0, max: 10_000 }));
  fc.assert(
    fc.property(fc.constantFrom(...numbers), any, (place, number) => {
      outcome(withJunk(FULL, place, number));
    }),
    { numRuns: 2_000 },
  );
});
