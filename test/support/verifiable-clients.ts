import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Topology } from '../../cluster/topology';
import { SHORT_LIVED_JAVA } from './short-lived-java';
import { until } from './until';

/** A record, where it lies. */
export interface PlacedRecord {
  readonly value: string;
  readonly partition: number;
  readonly offset: number;
}

type Said = Readonly<Record<string, unknown>> & { readonly name?: string };

interface ToolOptions {
  readonly topology: Topology;
  readonly bootstrap: string;
  readonly topic: string;
  /** Settings of the client. @default - none */
  readonly configFile?: string | undefined;
}

/** One of Kafka's verifiable tools; what it says goes to the listener, an object each. */
function startTool(
  { topology, bootstrap, topic, configFile }: ToolOptions,
  [tool, configOption, ...args]: readonly string[],
  onSaid: (said: Said) => void,
): ChildProcess {
  const { java, distribution } = topology.hosts[0]!.paths;
  const where = ['--bootstrap-server', bootstrap, '--topic', topic];
  const config = configFile === undefined ? [] : [configOption!, configFile];
  const child = spawn(
    java,
    [...SHORT_LIVED_JAVA, '-cp', `${distribution}/libs/*`, tool!, ...where, ...args, ...config],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) onSaid(JSON.parse(line) as Said);
  });
  return child;
}

/** Kafka's own VerifiableProducer, that writes until it is stopped; only what was acknowledged by all counts. */
export class VerifiableProducer {
  readonly acknowledged: PlacedRecord[] = [];
  readonly failed: Said[] = [];
  /** The longest time between two acknowledgements. */
  longestPauseMs = 0;
  #lastAt: number | undefined;
  readonly #child: ChildProcess;

  /** @param prefix what its values begin with */
  constructor(options: ToolOptions, prefix: number) {
    this.#child = startTool(
      options,
      [
        ...['org.apache.kafka.tools.VerifiableProducer', '--producer.config'],
        ...['--throughput', '50', '--acks', '-1', '--value-prefix', `${prefix}`],
      ],
      (said) => this.#hear(said),
    );
  }

  /** Waits until so many more were acknowledged. */
  async goesOn(count = 100): Promise<void> {
    const wanted = this.acknowledged.length + count;
    await until('it writes on', () => this.acknowledged.length >= wanted);
  }

  /** In order: what is under way is still waited for. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'close');
  }

  #hear(said: Said): void {
    if (said.name === 'producer_send_error') this.failed.push(said);
    if (said.name !== 'producer_send_success') return;
    const now = performance.now();
    if (this.#lastAt !== undefined) {
      this.longestPauseMs = Math.max(this.longestPauseMs, now - this.#lastAt);
    }
    this.#lastAt = now;
    this.acknowledged.push(said as unknown as PlacedRecord);
  }
}

/** All records of a topic, as Kafka's own VerifiableConsumer reads them; it must find at least so many. */
export async function readAllRecords(
  options: ToolOptions & { readonly group: string; readonly atLeast: number },
): Promise<readonly PlacedRecord[]> {
  const records: PlacedRecord[] = [];
  const args = ['--group-id', options.group, '--verbose', '--reset-policy', 'earliest'];
  const child = startTool(
    options,
    ['org.apache.kafka.tools.VerifiableConsumer', '--consumer.config', ...args],
    (said) => {
      if (said.name === 'record_data') records.push(said as unknown as PlacedRecord);
    },
  );
  try {
    await until('all are read', () => records.length >= options.atLeast);
    return records;
  } finally {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
}
