import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { markdownTable, medianAndRange } from './support/markdown-table';

const APPS = [
  { name: 'prod-logging', app: 'stacks/main.ts' },
  { name: '30 brokers', app: 'test/bench/support/thirty-brokers.ts' },
];
/** As large as Kafka's archive, which synth takes the digest of. */
const ARCHIVE_BYTES = 60_000_000;

/** From the start of the app's process, as cdktf starts it, to its end. */
export function synth({ rounds = 7 }: { readonly rounds?: number }): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  try {
    writeFileSync(join(folder, 'kafka.tar'), Buffer.alloc(ARCHIVE_BYTES));
    const rows = APPS.map(({ name, app }) => {
      synthesize(app, folder);
      const milliseconds = Array.from({ length: rounds }, () => synthesize(app, folder));
      return [name, String(countResources(folder)), medianAndRange(milliseconds)];
    });
    const header = ['stack', 'resources', `ms, median of ${rounds} (least-most)`];
    return Promise.resolve(markdownTable(header, rows));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function synthesize(app: string, folder: string): number {
  const start = performance.now();
  const jiti = join(packageFolder(), 'node_modules/jiti/lib/jiti-cli.mjs');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=DEP0044', jiti, join(packageFolder(), app)],
    {
      cwd: packageFolder(),
      encoding: 'utf8',
      env: {
        ...process.env,
        CDKTF_OUTDIR: join(folder, 'out'),
        KAFKA_ARCHIVE: join(folder, 'kafka.tar'),
        KAFKA_STATE_FILE: join(folder, 'state'),
      },
    },
  );
  if (status !== 0) throw new Error(`${app} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}

function countResources(folder: string): number {
  const text = readFileSync(join(folder, 'out/stacks/prod-logging/cdk.tf.json'), 'utf8');
  const { resource } = JSON.parse(text) as { resource: Record<string, object> };
  return Object.values(resource).reduce((sum, named) => sum + Object.keys(named).length, 0);
}
