import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Security } from '../../cluster/security';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { ConnectionPool } from '../../scripts/cluster-access/connection-pool';
import type { LocalCluster } from '../../scripts/local/local-cluster';
import { defaultSpec } from '../../scripts/local/local-spec';
import { checksStage, clientsStages, readyStages, topicsStages } from '../../scripts/local/stages';
import { startLocalCluster } from '../../scripts/local/start-local-cluster';
import { keeping } from '../../scripts/local/wait-until-ready';
import { rollLocally } from '../support/roll-locally';
import type { BenchOptions } from './support/bench-options';
import { markdownTable, medianAndRange, ratioOf } from './support/markdown-table';
import { endedChildrenSeconds, processorSeconds } from './support/processor-time';
import { turns } from './support/turns';

const SPECS = {
  plaintext: { ...defaultSpec, security: Security.plaintext(), clients: [] },
  secured: defaultSpec,
} as const satisfies Readonly<Record<string, KafkaClusterSpec>>;

const PARTS = ['start', 'smoke checks', 'roll of three brokers', 'stop'] as const;

/** What each part of a run took, of this process and all of the cluster. */
interface Cost {
  readonly processor: number;
  readonly seconds: number;
}
type Run = ReadonlyMap<(typeof PARTS)[number], Cost>;

/** A secured cluster beside a plain one, from its start to its stop, in turns. */
export async function security({ signal, rounds = 3 }: BenchOptions): Promise<string> {
  // Makes what the first start on a machine makes: the distribution, and archives of classes.
  await runOnce(SPECS.plaintext, signal);
  const sides = Object.values(SPECS).map((spec) => ({ spec, runs: [] as Run[] }));
  for (const { spec, runs } of turns(rounds, sides)) runs.push(await runOnce(spec, signal));
  const rows = PARTS.flatMap((part) =>
    (['processor', 'seconds'] as const).map((what) => {
      const [plain, secured] = sides.map(({ runs }) => runs.map((run) => run.get(part)![what]));
      return [
        `${part}, ${what === 'processor' ? 'processor time' : 'time'}`,
        ...[plain!, secured!].map((values) => medianAndRange(values)),
        ratioOf(secured!, plain!),
      ];
    }),
  );
  const header = [`seconds, median of ${rounds} (least-most)`, ...Object.keys(SPECS), 'ratio'];
  return markdownTable(header, rows);
}

async function runOnce(spec: KafkaClusterSpec, signal: AbortSignal): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-security-'));
  const run = new Map<(typeof PARTS)[number], Cost>();
  let local: LocalCluster | undefined;
  const measure = async (part: (typeof PARTS)[number], work: () => Promise<void>) => {
    const [processor, start] = [spent(local), performance.now()];
    await work();
    const seconds = (performance.now() - start) / 1_000;
    run.set(part, { processor: spent(local) - processor, seconds });
  };
  const connections = new ConnectionPool();
  const running = () => keeping(connections, local!);
  const pass = async (stages: ReturnType<typeof readyStages>) => {
    for (const stage of stages) await stage.run(() => undefined);
  };
  try {
    await measure('start', async () => {
      local = await startLocalCluster({ spec, folder, signal });
      await pass(readyStages(running, signal));
      await pass(clientsStages(spec, running, signal));
      await pass(topicsStages(spec, running, signal));
    });
    await measure('smoke checks', () => pass([checksStage(running, signal, () => undefined)]));
    connections.close();
    await measure('roll of three brokers', () => rollLocally(local!, { signal, onProgress }));
    await measure('stop', () => local!.stop());
    return run;
  } finally {
    connections.close();
    await local?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const onProgress = (text: string) => console.error(`  ${text}`);

/** Seconds on the processors: of this process, of what has ended, and of what runs. */
function spent(local: LocalCluster | undefined): number {
  const { user, system } = process.cpuUsage();
  const running = (local?.processes() ?? []).map(({ id }) => (id ? processorSeconds(id.pid) : 0));
  const own = (user + system) / 1e6;
  return running.reduce((sum, seconds) => sum + seconds, own + endedChildrenSeconds());
}
