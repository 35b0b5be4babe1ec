import { styleText } from 'node:util';
import { LISTENERS } from '../../cluster/listeners/listeners';
import { RUN_PROGRAM } from '../../cluster/program';
import { bootstrapServers, type Topology } from '../../cluster/topology';
import { formatDuration } from '../terminal/quantities';
import { table } from '../terminal/table';
import { wrapLines } from '../terminal/wrap-text';
import { adminFile, clientFile } from './client-files';
import type { NamedCluster } from './cluster-folders';
import { isSupervised, type ProcessRecord, readRecord } from './cluster-record';
import { trustedFile } from './local-secrets';
import { thisTerminal } from '../terminal/terminal';

export interface StatusOptions {
  readonly now: Date;
  /** Columns of the terminal. */
  readonly width: number;
}

/** The local clusters for a person. */
export function renderStatus(clusters: readonly NamedCluster[], options: StatusOptions): string {
  if (clusters.length === 0) return 'There is no local cluster.';
  return clusters.map((cluster) => renderCluster(cluster, options)).join('\n\n');
}

/** The same for a program: a list of clusters, each with its processes. */
export function statusJson(clusters: readonly NamedCluster[]): string {
  const listed = clusters.map(({ name, folder, record }) => {
    const { clusterName, supervisor, zookeeperConnect, processes } = record;
    const { bootstrapServers, externalBootstrapServers } = record;
    const running = isSupervised(record);
    return {
      ...{ name, folder, running, clusterName },
      ...{ bootstrapServers, externalBootstrapServers, zookeeperConnect },
      ...(running && { supervisor, processes }),
    };
  });
  return JSON.stringify(listed, undefined, 2);
}

function renderCluster(
  { name, folder, record }: NamedCluster,
  { now, width }: StatusOptions,
): string {
  const heading = styleText('bold', name);
  const wrap = (text: string) => wrapLines(text, width);
  if (!isSupervised(record)) return wrap(`${heading}: stopped, its data is in ${folder}`);
  const rows = record.processes.map((process) => [
    process.host,
    process.process,
    process.state + (process.restarts > 0 ? `, ${process.restarts} restarts` : ''),
    process.id ? String(process.id.pid) : '',
    `${process.address}:${process.ports.join(',')}`,
    uptime(process, now),
  ]);
  return [
    wrap(`${heading}: ${record.bootstrapServers}, ZooKeeper ${record.zookeeperConnect}`),
    table(COLUMNS, rows, { width, rightAligned: [3, 5] }),
    ...record.processes.flatMap(({ failure }) => (failure ? wrap(failure) : [])),
  ].join('\n');
}

const COLUMNS = ['Host', 'Process', 'State', 'PID', 'Ports', 'Up for'];

function uptime({ state, startedAt }: ProcessRecord, now: Date): string {
  if (state !== 'running' || startedAt === undefined) return '';
  return formatDuration((now.getTime() - Date.parse(startedAt)) / 1_000);
}

/** How a client is let in to a secured cluster: nothing where everybody is. */
function describeLogins(folder: string, topology: Topology): readonly (readonly string[])[] {
  const { security, clients } = topology.spec;
  if (security.kind === 'plaintext') return [];
  return [
    ['Authority', trustedFile(folder)],
    ...clients.map(({ name, certificate }) => [
      `Logs in as ${name}`,
      certificate ? 'a certificate of its own' : clientFile(folder, name),
    ]),
    ...(clients.length === 0
      ? []
      : [['How a client connects', `${RUN_PROGRAM} clients connect NAME`]]),
    ["Kafka's own tools", `${bootstrapServers(topology, 'interBroker')} with ${adminFile(folder)}`],
  ];
}

/** How to reach the local cluster in a folder, for a person to copy from. */
export function describeAccess(folder: string): string {
  const record = readRecord(folder);
  const others = LISTENERS.filter(({ id, from }) => from === 'clients' && id !== 'client')
    .map(({ id, forms }) => {
      const form = forms[record?.topology.spec.security.kind ?? 'plaintext'];
      return [`on ${form?.name}`, record ? bootstrapServers(record.topology, id) : ''];
    })
    .filter(([, servers]) => servers !== '');
  return table(
    [],
    [
      ['Bootstrap servers', record?.bootstrapServers ?? ''],
      ...others,
      ['ZooKeeper', record?.zookeeperConnect ?? ''],
      ...(record ? describeLogins(folder, record.topology) : []),
      ['Files', folder],
    ],
    { width: thisTerminal().width },
  );
}
