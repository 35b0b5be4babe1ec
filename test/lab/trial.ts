import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { table } from '../../scripts/terminal/table';
import { thisTerminal } from '../../scripts/terminal/terminal';
import { nameOf } from './account';
import type { BootedHost } from './hosts/booted-host';
import { measureRestarts } from './measure-restarts';
import { SmallCluster } from './small-cluster';
import { inLab, startLab, type Lab, type LabOptions } from './start-lab';
import { sweep } from './sweep';

/**
 * Boots three hosts, lets the smoke checks judge the cluster from inside the namespace, and prints
 * when each host came how far.
 *
 * @param options.restarts how often a broker is then restarted, with its class archive and without
 * @returns whether all checks passed
 */
export async function runTrial({
  restarts,
  ...options
}: LabOptions & { readonly restarts: number }): Promise<boolean> {
  const lab = await startLab(options);
  const interrupted = () => void sweep(lab.place).finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  try {
    const cluster = await SmallCluster.make(lab);
    const start = Date.now();
    for (const { name } of cluster.topology.hosts) await cluster.launch(name);
    const passed = await checkSmallCluster(lab);
    const seconds = (Date.now() - start) / 1_000;
    console.log(await timeTable(lab.hosts(), start));
    console.log(`From the launch of the first host to the last check: ${seconds.toFixed(1)} s`);
    if (restarts > 0) console.log(await measureRestarts(lab.host('broker-1'), restarts));
    cluster.close();
    return passed;
  } finally {
    await lab.stop();
  }
}

/** The smoke checks on the small cluster, their report printed. */
export async function checkSmallCluster(lab: Lab, waitSeconds = 800): Promise<boolean> {
  const smoke = ['smoke', join(__dirname, 'small.spec.ts'), '--wait', `${waitSeconds}`];
  const cli = join(packageFolder(), 'dist/scripts/cli.js');
  const [program = '', ...args] = inLab(lab.place, [process.execPath, cli, ...smoke]);
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

/** Milestones of a host, each by the first line of its journal or of Kafka's log that shows it. */
const MILESTONES: Readonly<Record<string, RegExp>> = {
  'host starts': /./,
  'cloud-init found user data': /Finished cloud-init\.service/,
  'its program runs': /cdktf-kafka-host: boots/,
  'has its files': /cdktf-kafka-host: has its files/,
  'disks mounted': /cdktf-kafka-host: disks are mounted/,
  'units started': /cdktf-kafka-host: ready/,
  'broker serves': /KafkaServer id=\d+\] started/,
};

async function timeTable(hosts: readonly BootedHost[], start: number): Promise<string> {
  const columns = await Promise.all(
    hosts.map(async (host) => {
      const lines = await milestoneLines(host);
      return Object.values(MILESTONES).map((pattern) => {
        const line = lines.find(({ text }) => pattern.test(text));
        return line ? `${((line.timeMs - start) / 1_000).toFixed(1)} s` : '-';
      });
    }),
  );
  const rows = Object.keys(MILESTONES).map((name, row) => [
    name,
    ...columns.map((c) => c[row] ?? ''),
  ]);
  const header = ['Since the launch', ...hosts.map(({ instance }) => nameOf(instance))];
  return table(header, rows, thisTerminal());
}

async function milestoneLines(
  host: BootedHost,
): Promise<readonly { timeMs: number; text: string }[]> {
  const journal = await host.inside(['journalctl', '--no-pager', '--output=short-unix']);
  const log = await host.inside(['cat', '/var/log/kafka/server.log']).catch(() => '');
  return [
    ...journal.split('\n').map((text) => ({ timeMs: parseFloat(text) * 1_000, text })),
    ...log.split('\n').map((text) => ({ timeMs: logTime(text), text })),
  ].filter(({ timeMs }) => !Number.isNaN(timeMs));
}

/** The hosts' clock is in UTC. */
function logTime(line: string): number {
  const [, day, time, ms] = /^\[(\S+) ([\d:]+),(\d+)\]/.exec(line) ?? [];
  return day === undefined ? NaN : Date.parse(`${day}T${time}.${ms}Z`);
}
