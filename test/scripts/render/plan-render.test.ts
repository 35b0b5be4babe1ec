import { describeEffect } from '../../../cluster/changes/describe-effect';
import { renderCluster } from '../../../cluster/host-files';
import type { KafkaClusterSpec } from '../../../cluster/index';
import { manifestOf, manifestText } from '../../../scripts/render/manifest';
import { planRender, type FoundFile, type FoundFolder } from '../../../scripts/render/plan-render';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';

const EMPTY: FoundFolder = { path: '/out', files: new Map(), manifest: undefined };

function render(changes: Partial<KafkaClusterSpec> = {}) {
  const topology = productionTopology(changes);
  const rendered = renderCluster(topology);
  return { rendered, manifest: manifestOf(topology, rendered) };
}

/** The folder as a render leaves it, with other files beside. */
function rendered(
  changes: Partial<KafkaClusterSpec> = {},
  others: Readonly<Record<string, FoundFile | undefined>> = {},
): FoundFolder {
  const { rendered: hosts, manifest } = render(changes);
  const files = new Map<string, FoundFile | undefined>(
    hosts.flatMap(({ host, files }) =>
      files.map(({ path, content, mode }) => [host.name + path, { content, mode }] as const),
    ),
  );
  files.set('manifest.json', { content: manifestText(manifest), mode: 0o644 });
  for (const [path, file] of Object.entries(others)) files.set(path, file);
  return { path: '/out', files, manifest };
}

const plan = (found: FoundFolder, changes: Partial<KafkaClusterSpec> = {}) =>
  planRender('logs', render(changes).rendered, found);

it('in an empty folder every file is new', () => {
  const { files, removals } = plan(EMPTY);
  expect(files.map(({ place }) => place)).toEqual([...rendered().files.keys()].slice(0, -1));
  expect(new Set(files.map(({ state }) => state))).toEqual(new Set(['new']));
  expect(removals).toEqual([]);
});

it('over the same render, every file is as before', () => {
  const { files, removals } = plan(rendered());
  expect(new Set(files.map(({ state }) => state))).toEqual(new Set(['same']));
  expect(removals).toEqual([]);
});

it('over another render, what changed is known, and what it needs', () => {
  const { files } = plan(rendered(), { retention: { hours: 24 } });
  const changed = files.filter(({ state }) => state !== 'same');
  expect(changed.map(({ place, effect }) => [place, describeEffect(effect)])).toEqual(
    [1, 2, 3].map((id) => [
      `broker-${id}/etc/kafka/server.properties`,
      'a dynamic update of Kafka for log.retention.ms',
    ]),
  );
});

it('a file whose permissions were changed is written again', () => {
  const found = rendered();
  const place = 'broker-1/etc/kafka/server.properties';
  const file = found.files.get(place)!;
  const files = new Map(found.files).set(place, { ...file, mode: 0o666 });
  expect(plan({ ...found, files }).files.filter(({ state }) => state === 'changed')).toMatchObject([
    { place, effect: { kind: 'nothing' } },
  ]);
});

it('files of a host that is gone are removed', () => {
  const brokers = validSpec().brokers.slice(0, 2);
  const before = rendered();
  const { removals } = plan(before, { brokers });
  const third = [...before.files.keys()].filter((place) => place.startsWith('broker-3/'));
  expect(third.length).toBeGreaterThan(10);
  expect(removals).toEqual(third.sort());
});

it('what a killed render has left is removed', () => {
  const half = { content: 'half', mode: 0o644 };
  const left = { 'broker-1/etc/kafka/jvm.args.partial': half, 'manifest.json.partial': half };
  expect(plan(rendered({}, left)).removals).toEqual(Object.keys(left));
  const onlyManifest = new Map([['manifest.json.partial', half]]);
  expect(plan({ ...EMPTY, files: onlyManifest }).removals).toEqual(['manifest.json.partial']);
});

describe('refuses a folder', () => {
  const notes = { content: 'remember', mode: 0o644 };

  it.each<[string, FoundFolder]>([
    ['that somebody else filled', { ...EMPTY, files: new Map([['notes.txt', notes]]) }],
    ['that somebody put a file into', rendered({}, { 'notes.txt': notes })],
    ['that somebody put a link into', rendered({}, { 'notes.txt': undefined })],
  ])('%s', (_, found) => {
    expect(() => plan(found)).toThrow(
      "/out: must be empty or hold nothing but an earlier render, got 'notes.txt'. " +
        'Move that away, or choose another folder.',
    );
  });

  it('and says how many more there are', () => {
    const files = new Map(['c', 'a', 'b'].map((name) => [name, notes]));
    expect(() => plan({ ...EMPTY, files })).toThrow("got 'a' and 2 more.");
  });

  it('that holds another cluster', () => {
    expect(() => plan(rendered({ clusterName: 'metrics' }))).toThrow(
      "/out: must be empty or hold an earlier render of 'logs', got one of 'metrics'. " +
        'Choose another folder.',
    );
  });
});
