import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import type { BenchOptions } from './support/bench-options';
import { markdownTable, medianAndRange } from './support/markdown-table';
import { timeProgram, type TimedProgram } from './support/timed-program';

const MANY = 'test/bench/support/many-brokers.ts';
const APPS = [
  { name: 'prod-logging, 3 brokers', app: 'stacks/main.ts', env: {} },
  { name: '30 brokers', app: MANY, env: { BROKERS: '30' } },
  { name: '100 brokers in five clusters', app: MANY, env: { BROKERS: '100', CLUSTERS: '5' } },
];
/** As large as Kafka's archive, which synth takes the digest of. */
const ARCHIVE_BYTES = 60_000_000;

/** From the start of the app's process, as cdktf starts it, to its end. */
export async function synth({ signal, rounds = 7 }: BenchOptions): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  try {
    writeFileSync(join(folder, 'kafka.tar'), Buffer.alloc(ARCHIVE_BYTES));
    const rows: (readonly string[])[] = [];
    for (const app of APPS) {
      rmSync(join(folder, 'out'), { recursive: true, force: true });
      const runs: TimedProgram[] = [];
      for (let round = 0; round <= rounds; round += 1) {
        runs.push(await synthesize(app, folder, signal));
      }
      const [, ...warm] = runs;
      rows.push([
        ...[app.name, String(countResources(folder))],
        medianAndRange(
          warm.map(({ milliseconds }) => milliseconds / 1_000),
          2,
        ),
        medianAndRange(
          warm.map(({ processorSeconds }) => processorSeconds),
          2,
        ),
      ]);
    }
    const header = [
      'stack',
      'resources',
      `s, median of ${rounds} (least-most)`,
      'processor time, s',
    ];
    return markdownTable(header, rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function synthesize(
  { app, env }: (typeof APPS)[number],
  folder: string,
  signal: AbortSignal,
): Promise<TimedProgram> {
  const jiti = join(packageFolder(), 'node_modules/jiti/lib/jiti-cli.mjs');
  const run = await timeProgram(
    [process.execPath, '--disable-warning=DEP0044', jiti, join(packageFolder(), app)],
    {
      signal,
      env: {
        CDKTF_OUTDIR: join(folder, 'out'),
        KAFKA_ARCHIVE: join(folder, 'kafka.tar'),
        KAFKA_STATE_FILE: join(folder, 'state'),
        ...env,
      },
    },
  );
  if (run.code === 0) return run;
  throw new Error(`${app} ended with ${run.code}: ${run.lastLines.join('\n')}`);
}

/** Of all stacks of the app. */
function countResources(folder: string): number {
  const stacks = join(folder, 'out/stacks');
  const resources = readdirSync(stacks).flatMap((stack) => {
    const text = readFileSync(join(stacks, stack, 'cdk.tf.json'), 'utf8');
    const { resource } = JSON.parse(text) as { resource: Record<string, object> };
    return Object.values(resource);
  });
  return resources.reduce((sum, named) => sum + Object.keys(named).length, 0);
}
