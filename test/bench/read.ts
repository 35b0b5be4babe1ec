import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { signalSession, startInOwnSession } from '../../scripts/system/own-session';
import { runProgram } from '../../scripts/system/run-program';
import plainLocalSpec from '../support/plain-local.spec';
import { withClusters, type BenchCluster } from './support/bench-cluster';
import type { BenchOptions } from './support/bench-options';
import { markdownTable, medianAndRange, ratioOf } from './support/markdown-table';
import { measureEach } from './support/measure-each';
import { timeProgram } from './support/timed-program';
import { createTopic } from './support/topics';
import { turns } from './support/turns';

const TOPIC = 'lines';
const LINE_BYTES = 200;
const SIDES = ['read', 'kcat'] as const;
type Side = (typeof SIDES)[number];

/** What a program took for all records, and until it had printed something of them. */
interface Taken {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly firstSeconds: number;
}

/** `cdktf-kafka read` beside kcat, from their starts: all records of a topic, and the first one. */
export async function read(options: BenchOptions): Promise<string> {
  const { signal, records = 1_000_000, rounds = 5 } = options;
  const folder = await mkdtemp(join(tmpdir(), 'read-'));
  try {
    return await withClusters(
      [{ name: 'local', spec: plainLocalSpec }],
      signal,
      async (cluster) => {
        await fill(cluster, folder, records);
        const programs = await programsFor(cluster, folder);
        const taken = { read: [] as Taken[], kcat: [] as Taken[] };
        // The first of each is for the brokers' JVMs and the page cache, and is left out.
        const order = [...SIDES, ...turns(rounds, SIDES)].entries();
        await measureEach([...order], signal, async ([number, side]) => {
          const one = await take(programs[side], signal);
          console.error(`${side}: ${JSON.stringify(one)}`);
          if (number >= SIDES.length) taken[side].push(one);
        });
        return tableOf(taken);
      },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A million lines, of which half of each is like no other, as kcat writes them. */
async function fill(cluster: BenchCluster, folder: string, records: number): Promise<void> {
  await createTopic(cluster, TOPIC, { partitions: 6, replicationFactor: 3 });
  const file = join(folder, 'lines');
  const lineOf = (number: number) =>
    `${String(number).padStart(9, '0')} ${randomBytes(48).toString('hex')} `.padEnd(
      LINE_BYTES,
      ' served in time',
    );
  await writeFile(
    file,
    Array.from({ length: records }, (_, number) => `${lineOf(number)}\n`),
  );
  const { code, lastLines } = await runProgram(
    ['kcat', '-P', '-b', cluster.bootstrapServers, '-t', TOPIC, '-z', 'lz4', '-l', file],
    { signal: cluster.signal },
  );
  if (code !== 0) throw new Error(lastLines.join('\n'));
}

type Program = readonly [argv: readonly string[], env: NodeJS.ProcessEnv];

async function programsFor(
  { local, bootstrapServers }: BenchCluster,
  folder: string,
): Promise<Readonly<Record<Side, Program>>> {
  // Where commands look for a cluster by its name.
  const clusters = join(folder, 'cdktf-kafka', 'local');
  await mkdir(clusters, { recursive: true });
  await symlink(local.folder, join(clusters, 'bench'));
  const cli = join(packageFolder(), 'dist', 'scripts', 'cli.js');
  const kcat = ['kcat', '-C', '-b', bootstrapServers, '-t', TOPIC, '-o', 'beginning', '-e', '-q'];
  return {
    read: [[process.execPath, cli, 'read', TOPIC, '--name', 'bench'], { XDG_STATE_HOME: folder }],
    kcat: [kcat, {}],
  };
}

async function take([argv, env]: Program, signal: AbortSignal): Promise<Taken> {
  const firstSeconds = await untilFirst([argv, env]);
  // Nobody else's processor time is in what they take.
  const silent = ['sh', '-c', 'exec "$0" "$@" >/dev/null', ...argv];
  const { milliseconds, processorSeconds, code, lastLines } = await timeProgram(silent, {
    env,
    signal,
  });
  if (code !== 0) throw new Error(lastLines.join('\n'));
  return { seconds: milliseconds / 1_000, processorSeconds, firstSeconds };
}

async function untilFirst([argv, env]: Program): Promise<number> {
  const began = performance.now();
  const child = startInOwnSession(argv, {
    ...{ env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  });
  const ended = once(child, 'exit');
  await Promise.race([once(child.stdout!, 'data'), ended]);
  const seconds = (performance.now() - began) / 1_000;
  signalSession(child.pid!, 'SIGKILL');
  await ended;
  return seconds;
}

function tableOf(taken: Readonly<Record<Side, readonly Taken[]>>): string {
  const row = (name: string, of: (one: Taken) => number) => [
    ...[name, ...SIDES.map((side) => medianAndRange(taken[side].map(of), 2))],
    ratioOf(taken.read.map(of), taken.kcat.map(of)),
  ];
  return markdownTable(
    ['seconds', ...SIDES, 'ratio'],
    [
      row('all records', ({ seconds }) => seconds),
      row('all records, processor time', ({ processorSeconds }) => processorSeconds),
      row('until the first one', ({ firstSeconds }) => firstSeconds),
    ],
  );
}
