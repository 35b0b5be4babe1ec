import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseAcknowledged, type Acknowledged } from '../bench/support/acknowledgement-gaps';
import { parseRead } from '../bench/support/parse-read';
import { waitUntil } from './exec';
import { pausesWithin } from './hour/pauses';
import { kafkaCommand, runKafkaTool, TOOLS_PACKAGE } from './kafka-tool';
import type { Lab } from './start-lab';

/** What became of the records that were shipped. */
export interface Shipped {
  /** The records that all in-sync replicas acknowledged. */
  readonly acknowledged: readonly Acknowledged[];
  /** What the producer gave up on. */
  readonly failed: readonly string[];
  /** Between two acknowledgements of one partition. */
  readonly longestGapMs: number;
}

interface ShipperOptions {
  /** Settings with which it is let in. @default - none: it comes without TLS */
  readonly login?: string;
  /** What its values begin with, so that those of two are told apart. @default 0 */
  readonly prefix?: number;
  readonly recordsPerSecond?: number;
}

const TOPIC = 'shipped';
const PARTITIONS = 6;
/** Few: what a record costs three brokers is what keeps the suites beside it waiting. */
const RECORDS_PER_SECOND = 8;
/** Nothing was read for so long: no more will come. */
const QUIET_MS = 600_000;
/**
 * The numbers from 0 that it takes until each partition has one: 0 and 2 lie in the same. So each has a record at
 * least every 0.9 s, and a pause that is shorter can't be told. Without keys, a producer stays with a partition for ten seconds.
 */
const KEYS = 7;
/** A shipper's producer: it waits for a new leader, and never sends a record twice. */
const PRODUCER = 'enable.idempotence=true\nretries=2147483647\ndelivery.timeout.ms=120000\n';

/**
 * Ships records all along what a test does to the cluster, by Kafka's own tools: each carries a
 * number, is acknowledged by all in-sync replicas, and must be there at the end.
 */
export class LogShipper {
  private readonly acknowledged: Acknowledged[] = [];
  private readonly failed: string[] = [];
  /** All that the producer said was heard. */
  private readonly ended: Promise<unknown>;

  private constructor(
    private readonly lab: Lab,
    private readonly bootstrapServers: string,
    private readonly loginFile: string,
    private readonly producer: ChildProcess,
  ) {
    const lines = createInterface({ input: producer.stdout! });
    lines.on('line', (line) => this.hear(line));
    this.ended = once(lines, 'close');
  }

  static async start(
    lab: Lab,
    bootstrapServers: string,
    recordsPerSecond = RECORDS_PER_SECOND,
  ): Promise<LogShipper> {
    const servers = ['--bootstrap-server', bootstrapServers];
    const shape = ['--topic', TOPIC, '--partitions', `${PARTITIONS}`, '--replication-factor', '3'];
    await tool(lab, 'TopicCommand', [...servers, '--create', ...shape]);
    return await LogShipper.goOn(lab, bootstrapServers, { recordsPerSecond });
  }

  /** Another one that ships to the same topic, as one that was moved to other ports does. */
  static async goOn(
    lab: Lab,
    bootstrapServers: string,
    { login = '', prefix = 0, recordsPerSecond = RECORDS_PER_SECOND }: ShipperOptions,
  ): Promise<LogShipper> {
    const servers = ['--bootstrap-server', bootstrapServers];
    const fileOf = (name: string, text: string) => {
      const file = join(lab.place.folder, `${name}-${prefix}.properties`);
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    };
    const loginFile = fileOf('login', login);
    const config = fileOf('shipper', `${PRODUCER}${login}`);
    const [program = '', ...argv] = await kafkaCommand(lab, `${TOOLS_PACKAGE}.VerifiableProducer`, [
      ...[...servers, '--topic', TOPIC, '--acks', '-1', '--producer.config', config],
      ...['--throughput', String(recordsPerSecond), '--repeating-keys', String(KEYS)],
      ...['--value-prefix', String(prefix)],
    ]);
    const producer = spawn(program, argv, { stdio: ['ignore', 'pipe', 'ignore'] });
    return new LogShipper(lab, bootstrapServers, loginFile, producer);
  }

  /** Waits until so many more records were acknowledged. */
  async shipsOn(count = 100): Promise<void> {
    const wanted = this.acknowledged.length + count;
    await waitUntil('more records to be acknowledged', () => this.acknowledged.length >= wanted);
  }

  /** Resolves when every partition takes its records. */
  async flows(): Promise<void> {
    const taken = () => new Set(this.acknowledged.map(({ partition }) => partition)).size;
    await waitUntil('records to be acknowledged', () => taken() === PARTITIONS);
  }

  /** Lets it deliver what it has, and says what became of all. */
  async stop(): Promise<Shipped> {
    this.producer.kill('SIGTERM');
    await this.ended;
    const { acknowledged, failed } = this;
    const { ofOneMs: longestGapMs } = pausesWithin(acknowledged, 0, acknowledged.at(-1)?.atMs ?? 0);
    return { acknowledged, failed, longestGapMs };
  }

  /** The values of all records that a consumer finds, from the first one. */
  async readBack(): Promise<readonly string[]> {
    const topic = ['--bootstrap-server', this.bootstrapServers, '--topic', TOPIC];
    const asClient = ['--command-config', this.loginFile];
    const ends = await tool(this.lab, 'GetOffsetShell', [...topic, ...asClient]);
    const lengths = ends.flatMap((line) => /^shipped:\d+:(\d+)$/.exec(line)?.[1] ?? []);
    const all = lengths.reduce((sum, length) => sum + Number(length), 0);
    const values: string[] = [];
    const quiet = new AbortController();
    const timer = setTimeout(() => quiet.abort(), QUIET_MS);
    const reads = [
      ...['--verbose', '--reset-policy', 'earliest', '--group-id', 'judge'],
      ...['--consumer.config', this.loginFile],
    ];
    const consume = [...topic, ...reads, '--max-messages', `${all}`];
    await tool(this.lab, 'VerifiableConsumer', consume, {
      signal: quiet.signal,
      onLine: (line) => {
        timer.refresh();
        const value = parseRead(line);
        if (value !== undefined) values.push(value);
      },
    }).catch((error: unknown) => {
      // What is missing by then is missing.
      if (!quiet.signal.aborted) throw error;
    });
    clearTimeout(timer);
    return values;
  }

  private hear(line: string): void {
    const acknowledged = parseAcknowledged(line);
    if (acknowledged) this.acknowledged.push(acknowledged);
    else if (line.includes('"producer_send_error"')) this.failed.push(line);
  }
}

const tool = (
  lab: Lab,
  name: string,
  args: readonly string[],
  options?: Parameters<typeof runKafkaTool>[3],
) => runKafkaTool(lab, `${TOOLS_PACKAGE}.${name}`, args, options);
