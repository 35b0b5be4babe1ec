import { readFileSync } from 'node:fs';
import { ProduceAcks, produceV11 } from '@platformatic/kafka';
import { SHIPPER_COUNTS } from '../../cluster/metrics/shipper-metrics';
import { SHIPPER_REPORTS_TOPIC } from '../../cluster/shippers/resolve-shippers';
import type { Brokers } from '../../scripts/cluster-access/ask-brokers';
import { readLedPartitions, type LedPartition } from '../../scripts/smoke/topic/led-partitions';
import { CliRun } from '../support/cli';
import { SmokeCluster } from '../support/smoke-cluster';
import { TOLD_SHIPPERS } from '../support/told-shipper';
import { until } from '../support/until';
import type { BenchOptions } from './support/bench-options';
import { formatNumber, markdownTable, medianAndRange } from './support/markdown-table';
import { processorSeconds } from './support/processor-time';

const HOSTS = 635;
/** Of each host; a report has all of them, with what was sent of each since the last one. */
const FILES = 4;
const REPORTS_A_MINUTE = 6;
/** What `metrics` reads at first. */
const FIRST_MINUTES = 15;
const IN_FLIGHT = 60;

/** What `cdktf-kafka metrics` costs beside many shippers: the first look, and scrapes with more and fewer reports since the last. */
export async function shipperMetrics({ signal, rounds = 10 }: BenchOptions): Promise<string> {
  const cluster = await SmokeCluster.start({ shippers: TOLD_SHIPPERS });
  try {
    return await cluster.withKafka(async (brokers) => {
      const fleet = await Fleet.of(brokers, signal);
      await fleet.report(FIRST_MINUTES * REPORTS_A_MINUTE);
      const serving = await Serving.start(cluster);
      return await measured(fleet, serving, rounds).finally(() => serving.stop());
    });
  } finally {
    await cluster.stop();
  }
}

async function measured(fleet: Fleet, serving: Serving, rounds: number): Promise<string> {
  const { written } = fleet;
  const first = await serving.untilAllAreSeen();
  const rows = [];
  for (const reports of [0, 1, REPORTS_A_MINUTE]) {
    const scrapes = [];
    for (let round = 0; round < rounds; round++) {
      await fleet.report(reports);
      scrapes.push(await serving.scrape());
    }
    rows.push([
      formatNumber(HOSTS * reports),
      medianAndRange(
        scrapes.map((each) => each.seconds),
        2,
      ),
      medianAndRange(
        scrapes.map((each) => each.processorSeconds),
        2,
      ),
    ]);
  }
  const { series, bytes } = await serving.scrape();
  return [
    markdownTable(['reports since the last scrape', 'seconds', 'processor seconds'], rows),
    `The first look, ${formatNumber(written)} reports of ${fleet.reportBytes} bytes: ` +
      `${first.seconds.toFixed(1)} s, ${first.processorSeconds.toFixed(1)} processor s.`,
    `A scrape has ${formatNumber(series)} series in ${formatNumber(bytes / 1_000)} kB. Memory: ` +
      `${serving.memoryMiB('VmRSS')} MiB, at most ${serving.memoryMiB('VmHWM')} MiB.`,
  ].join('\n\n');
}

interface Scrape {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly series: number;
  readonly bytes: number;
  readonly text: string;
}

/** The command, which serves. */
class Serving {
  private constructor(private readonly run: CliRun) {}

  static async start({ stateHome }: SmokeCluster): Promise<Serving> {
    const words = ['metrics', '--name', 'smoke', '--port', '0'];
    const run = new CliRun(words, { XDG_STATE_HOME: stateHome });
    await run.prints('Metrics of smoke at http:');
    return new Serving(run);
  }

  async scrape(): Promise<Scrape> {
    const url = /http:\S+/.exec(this.run.output)![0];
    const [start, before] = [performance.now(), this.spent];
    const text = await (await fetch(url)).text();
    return {
      ...{ seconds: (performance.now() - start) / 1_000, text },
      processorSeconds: this.spent - before,
      series: text.split('\n').filter((line) => /^\w/.test(line)).length,
      bytes: Buffer.byteLength(text),
    };
  }

  /** What it takes until a scrape has all hosts, and all that was reported of them. */
  async untilAllAreSeen(): Promise<Pick<Scrape, 'seconds' | 'processorSeconds'>> {
    const [start, before] = [performance.now(), this.spent];
    await until('all hosts are seen', async () => {
      const { text } = await this.scrape();
      const hosts = text.match(/^kafka_shipper_lastreport_timestamp_seconds\{/gm)?.length;
      return hosts === HOSTS && text.includes('\nkafka_shipper_reportsunread 0\n');
    });
    return {
      seconds: (performance.now() - start) / 1_000,
      processorSeconds: this.spent - before,
    };
  }

  memoryMiB(field: 'VmRSS' | 'VmHWM'): number {
    const status = readFileSync(`/proc/${this.run.child.pid}/status`, 'utf8');
    return Math.round(Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)![1]) / 1_024);
  }

  async stop(): Promise<void> {
    this.run.child.kill('SIGTERM');
    await this.run.exitCode();
  }

  private get spent(): number {
    return processorSeconds(this.run.child.pid!);
  }
}

/** Hosts whose shippers report: each report a batch of its own, compressed as shippers do. */
class Fleet {
  written = 0;
  reportBytes = 0;

  private constructor(
    private readonly brokers: Brokers,
    private readonly partitions: readonly LedPartition[],
    private readonly signal: AbortSignal,
  ) {}

  static async of(brokers: Brokers, signal: AbortSignal): Promise<Fleet> {
    return new Fleet(brokers, await readLedPartitions(brokers, SHIPPER_REPORTS_TOPIC), signal);
  }

  /** So many of each host. */
  async report(reports: number): Promise<void> {
    const due = Array.from({ length: reports * HOSTS }, (_, index) => index % HOSTS).values();
    const reporter = async () => {
      for (const host of due) await this.write(host);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, reporter));
  }

  private async write(host: number): Promise<void> {
    this.signal.throwIfAborted();
    const { leader, topic, partition } = this.partitions[host % this.partitions.length]!;
    const name = `log-host-${String(host).padStart(3, '0')}`;
    const value = Buffer.from(JSON.stringify(reportOf(name, this.written)));
    [this.written, this.reportBytes] = [this.written + 1, value.length];
    await this.brokers.kafka
      .broker(leader)
      .ask(
        produceV11.api,
        ProduceAcks.LEADER,
        60_000,
        [{ topic, partition, key: Buffer.from(name), value }],
        { compression: 'zstd' },
      );
  }
}

/** As a shipper writes it. */
function reportOf(host: string, written: number): object {
  const at = Date.now();
  const files = Array.from({ length: FILES }, (_, index) => ({
    file: `/var/log/app/service-${index}/access.log`,
    ...{ generation: 3, sentTo: 1_000_000 + written, lines: 5_000 + written, bytesToGo: 217 },
  }));
  const ranges = files.map(({ file, generation, sentTo }, index) => ({
    ...{ file, generation, topic: 'app-logs', minute: Math.floor(at / 60_000) },
    ...{ from: sentTo - 21_700, to: sentTo, lines: 100, aside: [] },
    ...{ partition: index, first: 40_000 + written, last: 40_100 + written },
  }));
  const counts = Object.fromEntries(SHIPPER_COUNTS.map(({ count }) => [count, written]));
  return { formatVersion: 1, host, at, completeTo: at, isLast: false, counts, files, ranges };
}
