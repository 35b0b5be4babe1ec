import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { UserError } from '../../cluster/errors';
import { withInterrupts } from '../../scripts/system/interrupts';
import { coldStart } from './cold-start';
import { failover } from './failover';
import { latency } from './latency';
import { logHosts } from './log-hosts';
import { moving } from './moving';
import { movingLive } from './moving-live';
import { partitions } from './partitions';
import { planReview } from './plan-review';
import { published } from './published';
import { read } from './read';
import { rendering } from './rendering';
import { roll } from './roll';
import { securedLoad } from './secured-load';
import { security } from './security';
import { shipperMetrics } from './shipper-metrics';
import { shipping } from './shipping';
import { synth } from './synth';
import type { BenchOptions } from './support/bench-options';
import { throughput } from './throughput';
import { tools } from './tools';

interface Benchmark {
  readonly about: string;
  readonly run: (options: BenchOptions) => Promise<string>;
}

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  rendering: { about: 'from a spec to the files of all hosts', run: rendering },
  'plan-review': { about: 'the review of plans of growing size', run: planReview },
  synth: { about: 'stacks of 3, 30 and 100 brokers, synthesized', run: synth },
  'cold-start': { about: '`local run`, from the command to its last check', run: coldStart },
  tools: { about: 'status, gate, smoke, a dry run of converge on booted hosts', run: tools },
  throughput: { about: "one producer, one consumer: rendered and Kafka's own", run: throughput },
  partitions: { about: 'one producer, 2 to 4,000 partitions: rendered and stock', run: partitions },
  latency: { about: 'percentiles at a fixed rate: rendered and stock', run: latency },
  failover: { about: 'how long acknowledgements stay away after kill -9', run: failover },
  moving: { about: 'plans for a million partitions: ours, round robin, --generate', run: moving },
  'moving-live': { about: 'partitions moved while records are written', run: movingLive },
  roll: { about: 'three brokers restarted one by one while records are written', run: roll },
  'secured-load': {
    about: 'throughput and latency with TLS and logins beside without',
    run: securedLoad,
  },
  security: { about: 'a secured cluster beside a plain one: start, checks, roll', run: security },
  shipping: { about: 'a shipper beside rsyslog with omkafka: costs, and faults', run: shipping },
  'shipper-metrics': { about: 'a scrape of `metrics` beside 635 shippers', run: shipperMetrics },
  'log-hosts': { about: 'shippers of 635 hosts and of 50: what brokers see', run: logHosts },
  read: { about: '`read` beside kcat: a million records, and the first one', run: read },
  published: { about: "the Kafka paper's and LinkedIn's cases beside ours", run: published },
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pairs: { type: 'string' },
      rounds: { type: 'string' },
      records: { type: 'string' },
      'unbatched-records': { type: 'string' },
    },
  });
  const [name = ''] = positionals;
  const benchmark = BENCHMARKS[name];
  if (!benchmark) {
    console.error(usage());
    process.exitCode = 2;
    return;
  }
  const options = {
    pairs: count('--pairs', values.pairs),
    rounds: count('--rounds', values.rounds),
    records: count('--records', values.records),
    unbatchedRecords: count('--unbatched-records', values['unbatched-records']),
  };
  const load = () => loadavg()[0]!.toFixed(1);
  console.log(`${name}, ${new Date().toISOString().slice(0, 10)}, ${machine()}, load ${load()}\n`);
  console.log(
    await withInterrupts((signal) =>
      benchmark.run({ signal, ...options }).catch((error: unknown) => {
        signal.throwIfAborted();
        throw error;
      }),
    ),
  );
}

function usage(): string {
  const width = Math.max(...Object.keys(BENCHMARKS).map(({ length }) => length));
  return [
    'npm run bench -- NAME [--pairs N] [--rounds N] [--records N] [--unbatched-records N]\n',
    ...Object.entries(BENCHMARKS).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`),
  ].join('\n');
}

function count(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new UserError(`${option}: must be a whole number from 1, got '${text}'.`);
}

function machine(): string {
  const [first] = cpus();
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model.trim()}, ${memoryGiB} GiB, Node ${process.versions.node}`;
}

main().catch((error: unknown) => {
  if (isOptionError(error)) {
    console.error(`${error.message}\n\n${usage()}`);
    process.exitCode = 2;
    return;
  }
  console.error(error instanceof UserError ? error.message : error);
  process.exitCode = error instanceof UserError ? error.exitCode : 1;
});

/** An option that is misspelled, or lacks its value. */
function isOptionError(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
  );
}
