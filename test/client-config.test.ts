import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopicsV7, deleteTopicsV6 } from '@platformatic/kafka';
import { readMetadata } from '../scripts/cluster-access/ask-brokers';
import { packageFolder } from '../cluster/package-folder';
import { CLIENT_KINDS, type ClientKind, type ClientRole } from '../scripts/clients/log-profile';
import { clientConfigFile } from '../scripts/clients/render-client-config';
import { CliRun } from './support/cli';
import { useLiveCluster } from './support/live-cluster';
import { runProgram } from './support/real-clients/run-program';
import type { SmokeCluster } from './support/smoke-cluster';
import { until } from './support/until';

const TOPIC = 'configured';
const LINE = (kind: ClientKind) => `a line of ${kind}`;

/** A client of each kind, with nothing but the file that was printed. */
const CLIENTS: Readonly<
  Record<ClientKind, Readonly<Record<ClientRole, (file: string, java: JavaPaths) => Words>>>
> = {
  java: {
    producer: (file, java) => [
      ...[...javaWords(java), 'kafka.tools.ConsoleProducer', '--bootstrap-server', java.servers],
      ...['--producer.config', file, '--topic', TOPIC],
    ],
    reader: (file, java) => [
      ...[...javaWords(java), 'org.apache.kafka.tools.consumer.ConsoleConsumer'],
      ...['--bootstrap-server', java.servers, '--consumer.config', file, '--topic', TOPIC],
      ...['--group', 'of-java', '--max-messages', String(CLIENT_KINDS.length)],
    ],
  },
  librdkafka: {
    producer: (file) => ['kcat', '-F', file, '-P', '-t', TOPIC],
    reader: (file) => ['kcat', '-F', file, '-C', '-t', TOPIC, '-o', 'beginning', '-e', '-q'],
  },
  node: {
    producer: (file) => [process.execPath, '--input-type=module', '-e', NODE_PRODUCER(file)],
    reader: (file) => [process.execPath, '--input-type=module', '-e', NODE_READER(file)],
  },
  python: {
    producer: (file) => ['/usr/bin/python3', '-c', PYTHON_PRODUCER, file],
    reader: (file) => ['/usr/bin/python3', '-c', PYTHON_READER, file],
  },
};

type Words = readonly string[];

interface JavaPaths {
  readonly java: string;
  readonly distribution: string;
  readonly servers: string;
}

const javaWords = ({ java, distribution }: JavaPaths): Words => [
  ...[java, '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', `${distribution}/libs/*`],
];

const NODE_CLIENT = (file: string) => `
  import { text } from 'node:stream/consumers';
  const { Producer, Consumer } = await import(${JSON.stringify(join(packageFolder(), 'node_modules/@platformatic/kafka/dist/index.js'))});
  const { options, stream } = await import(${JSON.stringify(file)});`;
const NODE_PRODUCER = (file: string) => `${NODE_CLIENT(file)}
  const producer = new Producer({ ...options, strict: true });
  const written = producer.asStream(stream);
  written.write({ topic: '${TOPIC}', value: Buffer.from((await text(process.stdin)).trim()) });
  await new Promise((resolve, reject) => written.on('error', reject).end(resolve));
  await producer.close();
  process.exit(0);`;
const NODE_READER = (file: string) => `${NODE_CLIENT(file)}
  const consumer = new Consumer({ ...options, groupId: 'of-node', strict: true });
  const read = await consumer.consume({ topics: ['${TOPIC}'], ...stream });
  let count = 0;
  for await (const { value } of read) {
    console.log(String(value));
    if ((count += 1) === ${CLIENT_KINDS.length}) process.exit(0);
  }`;
const PYTHON_PRODUCER = `
import runpy, sys
from confluent_kafka import Producer
failed = []
producer = Producer(runpy.run_path(sys.argv[1])['CONFIG'])
producer.produce('${TOPIC}', sys.stdin.read().strip(), on_delivery=lambda error, _: error and failed.append(error))
producer.flush()
sys.exit(1 if failed else 0)`;
const PYTHON_READER = `
import runpy, sys
from confluent_kafka import Consumer
consumer = Consumer({**runpy.run_path(sys.argv[1])['CONFIG'], 'group.id': 'of-python'})
consumer.subscribe(['${TOPIC}'])
lines = 0
while lines < ${CLIENT_KINDS.length}:
    message = consumer.poll(1)
    if message is not None and message.error() is None:
        print(message.value().decode())
        lines += 1
consumer.close()`;

describe('settings of clients, as they are printed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'client-config-'));
  let cluster: SmokeCluster;

  // Before the cluster is let go, as hooks run in the order in which they stand.
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await cluster.askController((it) => it.ask(deleteTopicsV6.api, [{ name: TOPIC }], 60_000));
  });
  useLiveCluster((live) => (cluster = live));
  beforeAll(async () => {
    const topic = {
      ...{ name: TOPIC, numPartitions: 2, replicationFactor: 3, assignments: [], configs: [] },
    };
    await cluster.askController((it) => it.ask(createTopicsV7.api, [topic], 60_000, false));
    await until('each partition has a leader', async () => {
      const { topics } = await cluster.askController((it) => readMetadata(it, [TOPIC]));
      return topics[0]?.partitions.every(({ leaderId }) => leaderId !== -1) ?? false;
    });
  });

  /** Prints the file, and has a client of its kind use it. */
  async function use(kind: ClientKind, role: ClientRole) {
    const run = new CliRun(['client-config', '--for', kind, '--role', role, '--name', 'smoke'], {
      XDG_STATE_HOME: cluster.stateHome,
    });
    expect(await run.exitCode()).toBe(0);
    const file = join(folder, clientConfigFile(kind, role));
    writeFileSync(file, run.output);
    const [host] = cluster.topology.hosts;
    const { java, distribution } = host!.paths;
    const servers = `${host!.address}:9092`;
    const [program, ...args] = CLIENTS[kind][role](file, { java, distribution, servers });
    return await runProgram(program!, { args, input: `${LINE(kind)}\n` });
  }

  it.each(CLIENT_KINDS)('are taken by who writes with %s', async (kind) =>
    expect(await use(kind, 'producer')).toMatchObject({
      code: 0,
      words: expect.not.stringMatching(/unknown|invalid|No such|not a known/i) as string,
    }),
  );

  it.each(CLIENT_KINDS)('are taken by who reads with %s, and all is there', async (kind) => {
    const { code, words } = await use(kind, 'reader');
    expect(code).toBe(0);
    for (const each of CLIENT_KINDS) expect(words).toContain(LINE(each));
  });
});
