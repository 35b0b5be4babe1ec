import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopicsV7 } from '@platformatic/kafka';
import type { KafkaClusterSpec } from '../../../cluster/index';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { packageFolder } from '../../../cluster/package-folder';
import { listenerOf, brokerHosts, type Topology } from '../../../cluster/topology';
import { findController } from '../../../scripts/cluster-access/ask-brokers';
import type { KafkaAccess } from '../../../scripts/cluster-access/kafka-access';
import { readThrottles } from '../../../scripts/moving/throttle';
import { subjectOf } from '../../../scripts/health/topics/judge-topics';
import { readFoundTopics } from '../../../scripts/health/topics/read-found-topics';
import { describeStep } from '../../../scripts/health/topics/topic-steps';
import { applyStep } from '../../../scripts/topics/apply-step';
import {
  convergeTopics,
  isAsDeclared,
  lookAtTopics,
  type SplitPlan,
  type TopicChange,
} from '../../../scripts/topics/converge-topics';
import { runProgram } from '../../../scripts/system/run-program';
import { useLiveCluster } from '../../support/live-cluster';
import { openPatiently } from '../../support/open-patiently';
import { TOPIC_REQUESTS } from '../../support/topic-requests';
import { SHORT_LIVED_JAVA } from '../../support/short-lived-java';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { validSpec } from '../../support/spec-builder';

let folder: string;
let cluster: SmokeCluster;

const APP = { name: 'app', partitions: 3, retention: { hours: 48 } };
const STATE = {
  ...{ name: 'state', partitions: 2, replicationFactor: 2 },
  config: { 'cleanup.policy': 'compact', 'compression.type': 'zstd' },
} as const;
/** What the second test leaves. */
const LATER_QUOTAS = [
  { clientId: 'shipper', consumeBytesPerSecond: 7 },
  { user: { default: true }, clientId: { default: true }, requestPercentage: 50.5 },
  { ip: '10.0.0.7', connectionsPerSecond: 20 },
] as const;
const QUOTAS = [
  { clientId: 'shipper', produceBytesPerSecond: 1_000_000 },
  { user: { default: true }, clientId: { default: true }, requestPercentage: 50.5 },
  { ip: '10.0.0.7', connectionsPerSecond: 20 },
] as const;

/** The same cluster under another spec. */
function change(
  spec: Partial<KafkaClusterSpec>,
  rest: Partial<TopicChange> = {},
): TopicChange & { readonly said: string[] } {
  const said: string[] = [];
  const topology = { ...cluster.topology, spec: resolveSpec(validSpec(spec)) };
  const { signal } = new AbortController();
  return { topology, signal, say: (text) => said.push(text), said, ...rest };
}

const told = ({ steps, withheld }: SplitPlan) =>
  [...steps, ...withheld].map((step) => `${subjectOf(step)}: ${describeStep(step)}`);

async function withKafka<T>(work: (kafka: KafkaAccess) => Promise<T>) {
  const kafka = openPatiently(cluster.topology);
  return await work(kafka).finally(() => kafka.close());
}

const foundIn = ({ topology }: TopicChange) =>
  withKafka((kafka) => readFoundTopics({ topology, kafka }));

/** Kafka's own tool, as somebody by hand. */
function kafkaConfigs(...words: readonly string[]): void {
  const [host] = brokerHosts(cluster.topology);
  const { advertised } = listenerOf(host!, 'client')!;
  const { java, distribution } = host!.paths;
  execFileSync(java, [
    ...[...SHORT_LIVED_JAVA, '-cp', join(distribution, 'libs', '*')],
    'kafka.admin.ConfigCommand',
    ...['--bootstrap-server', `${advertised.host}:${advertised.port}`, '--alter', ...words],
  ]);
}

useLiveCluster((live) => (cluster = live));
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'topics-'));
  await withKafka(async (kafka) => {
    const controller = await findController({ topology: cluster.topology, kafka });
    const foreign = {
      ...{ name: 'foreign', numPartitions: 1, replicationFactor: 3, assignments: [] },
      configs: [{ name: 'retention.ms', value: '1000' }],
    };
    await kafka.broker(controller).ask(createTopicsV7.api, [foreign], 60_000, false);
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('makes what the spec says, and then has nothing more to do', async () => {
  const wanted = change({ topics: [APP, STATE], quotas: QUOTAS });
  expect(isAsDeclared(await convergeTopics(wanted))).toBe(true);
  const found = await foundIn(wanted);
  expect(found.topics.get('app')?.partitions).toHaveLength(3);
  expect(found.topics.get('state')?.partitions.map(({ replicas }) => replicas.length)).toEqual([
    2, 2,
  ]);
  expect(found.quotas).toHaveLength(3);
  wanted.said.length = 0;
  expect(isAsDeclared(await convergeTopics(wanted))).toBe(true);
  expect(wanted.said).toEqual([]);
});

it('grows, alters, gives more replicas, and takes quotas back that changed', async () => {
  const wanted = change({
    topics: [
      { ...APP, partitions: 5, retention: { hours: 96 } },
      { ...STATE, replicationFactor: 3, config: { 'cleanup.policy': 'compact' } },
    ],
    quotas: LATER_QUOTAS,
  });
  expect(isAsDeclared(await convergeTopics(wanted))).toBe(true);
  const found = await foundIn(wanted);
  expect(found.topics.get('app')?.partitions).toHaveLength(5);
  expect(found.topics.get('app')?.settings.get('retention.ms')?.value).toBe('345600000');
  expect(found.topics.get('state')?.partitions.map(({ inSync }) => inSync.length)).toEqual([3, 3]);
  expect(await withKafka((kafka) => readThrottles({ topology: wanted.topology, kafka }))).toEqual(
    [],
  );
  expect(found.quotas).toContainEqual({
    entity: { 'client-id': 'shipper' },
    limits: { consumer_byte_rate: 7 },
  });
});

it('takes partitions that a killed run has sent for meanwhile for added', async () => {
  const { topology, signal, said } = change({});
  const step = { kind: 'grow', topic: 'app', from: 3, to: 5 } as const;
  const unlocked = { confirm: () => Promise.resolve(), step: jest.fn() };
  const grown = withKafka((kafka) =>
    applyStep(
      { brokers: { topology, kafka }, signal, say: (text) => said.push(text), change: unlocked },
      step,
    ),
  );
  await expect(grown).resolves.toBeUndefined();
});

it("shows what Kafka's own tools changed, and mends it", async () => {
  const wanted = change({
    topics: [{ ...APP, partitions: 5, retention: { hours: 96 } }],
    quotas: LATER_QUOTAS,
  });
  const ofApp = ['--entity-type', 'topics', '--entity-name', 'app', '--add-config'];
  kafkaConfigs(...ofApp, 'retention.ms=3600000,max.message.bytes=2000');
  expect(told(await lookAtTopics(wanted))).toEqual([
    'topic app: set retention.ms from 3600000 to 345600000',
    'topic app: take back max.message.bytes = 2000, which the spec does not set; the brokers say 1048588',
  ]);
  expect(isAsDeclared(await convergeTopics(wanted))).toBe(true);
});

it('loses nothing that was not allowed by its name, and does all the rest', async () => {
  const shrunk = {
    topics: [{ ...APP, partitions: 6, replicationFactor: 2, retention: { hours: 1 } }],
    quotas: LATER_QUOTAS,
  };
  const left = await convergeTopics(change(shrunk));
  expect(told(left)).toEqual([
    'topic app: set retention.ms from 345600000 to 3600000',
    'topic app: give 6 partitions 2 replicas each',
  ]);
  expect(left.withheld).toHaveLength(2);
  expect(
    (await convergeTopics(change(shrunk, { allowDataLoss: ['other'] }))).withheld,
  ).toHaveLength(2);
  expect(isAsDeclared(await convergeTopics(change(shrunk, { allowDataLoss: ['app'] })))).toBe(true);
});

const STEPS = Object.keys(TOPIC_REQUESTS);
const ROUNDS = STEPS.map((_, index) => `round-${index + 1}`);

async function killWhile(step: string, topology: Topology): Promise<void> {
  const jiti = join(packageFolder(), 'node_modules/jiti/lib/jiti-cli.mjs');
  const program = join(packageFolder(), 'test/support/killed-topics.ts');
  const file = join(folder, 'topology.json');
  writeFileSync(file, JSON.stringify(topology));
  const end = await runProgram([process.execPath, jiti, program, file, step]);
  expect(end).toEqual({ code: undefined, lastLines: [] });
}

it.each(STEPS)(
  'killed by SIGKILL while %s, goes on at the next run and leaves no throttle',
  async (step) => {
    // Each round wants something of every kind.
    const round = 1 + STEPS.indexOf(step);
    const spec = {
      topics: [
        { name: 'one', partitions: 2 + round, retention: { hours: 24 + round } },
        { name: 'two', partitions: 2, replicationFactor: 3 - (round % 2) },
        { name: 'three', partitions: 2 },
        { name: `round-${round}`, partitions: 1 },
      ],
      quotas: [{ clientId: 'shipper', produceBytesPerSecond: 1_000_000 + round }],
    } as const;
    const allowDataLoss = ['one', 'two'];
    const { topology } = change(spec);
    await killWhile(step, topology);
    const rest = await convergeTopics(change(spec, { allowDataLoss }));
    expect(told(rest)).toEqual([]);
    expect(isAsDeclared(rest)).toBe(true);
    expect(await withKafka((kafka) => readThrottles({ topology, kafka }))).toEqual([]);
  },
);

it('leaves what stands in no spec alone, and deletes it only by its name, twice', async () => {
  const nothing = (rest: Partial<TopicChange>) => change({}, rest);
  const before = await lookAtTopics(nothing({}));
  expect(before).toMatchObject({
    foreign: ['foreign'],
    unmanaged: ['app', 'one', ...ROUNDS, 'state', 'three', 'two'],
  });
  // Quotas that left the spec are taken back.
  expect(before.steps.map(({ kind }) => kind)).toEqual(['quota']);
  const left = await convergeTopics(nothing({ deleted: ['two'] }));
  expect(left.unmanaged).toContain('two');
  const allowed = { deleted: ['two'], allowDataLoss: ['two'] };
  expect((await convergeTopics(nothing(allowed))).unmanaged).not.toContain('two');
  expect((await foundIn(nothing({}))).quotas).toEqual([]);
  await expect(
    convergeTopics(change({ topics: [APP] }, { deleted: ['app', '__consumer_offsets'] })),
  ).rejects.toThrow(/stands in no spec, got 'app'.*\n.*not Kafka's own/);
});
