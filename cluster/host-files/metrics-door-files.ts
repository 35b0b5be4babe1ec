import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientAuthoritiesFile, identityFiles } from '../identities/identity-files';
import { memberName } from '../identities/member-identities';
import { packageFolder } from '../package-folder';
import { trustsClients, type TlsSecurity } from '../security';
import type { Host, Topology } from '../topology';
import { filledIn, hostFile, type HostFile } from './host-file';
import type { ProcessThere } from './process-views';

const programOf = (host: Host): string => `${host.paths.programs}/cdktf-kafka-metrics-door`;

/** The program that lets readers of metrics in, for all processes of a secured host. */
export function metricsDoorProgram({ spec }: Topology, host: Host): readonly HostFile[] {
  if (spec.security.kind === 'plaintext') return [];
  return [
    hostFile({
      path: programOf(host),
      mode: 0o755,
      content: readFileSync(join(packageFolder(), 'templates/host/metrics-door.py'), 'utf8'),
      onChange: 'nothing',
    }),
  ];
}

/**
 * The way to a process's metrics from elsewhere, in a secured cluster: a socket of systemd's, which runs a
 * program for each connection.
 */
export function metricsDoorFiles(there: ProcessThere): readonly HostFile[] {
  const { host, process } = there;
  const { port, tlsPort } = process.row.exporter;
  return doorFiles(there, {
    unit: `${process.name}-metrics`,
    ...{ inside: host.ports[port], port: host.ports[tlsPort] },
  });
}

export interface MetricsDoor {
  /** Its units, without their ends. */
  readonly unit: string;
  /** Where the exporter listens, on the host alone … */
  readonly inside: number;
  /** … and where readers come in. */
  readonly port: number;
}

/** The way to an exporter, with the certificate of a process. */
export function doorFiles(there: ProcessThere, door: MetricsDoor): readonly HostFile[] {
  const { topology, host, process, whose } = there;
  const { clusterName, security } = topology.spec;
  if (security.kind === 'plaintext') return [];
  const unit = `${host.paths.systemd}/${door.unit}`;
  const { data, logs } = process.paths;
  const inside = String(door.inside);
  const readers = readersOf(clusterName, security);
  const files = identityFiles(process.paths);
  const trusted = [
    files.trusted,
    ...(trustsClients(security) ? [clientAuthoritiesFile(process.paths)] : []),
  ].join(':');
  return [
    filledIn({
      template: 'metrics.service',
      path: `${unit}@.service`,
      onChange: 'reload-systemd',
      view: {
        about: `Lets one reader in to the metrics of ${whose}`,
        ...{ user: process.name, identity: files.identity, hidden: [...data, logs] },
        command: [
          host.paths.python,
          '-ISB',
          programOf(host),
          files.identity,
          trusted,
          inside,
          ...readers,
        ],
      },
    }),
    filledIn({
      template: 'metrics.socket',
      path: `${unit}.socket`,
      onChange: 'restart-socket',
      view: {
        about: `Where readers of the metrics of ${whose} come in`,
        port: door.port,
      },
    }),
  ];
}

/** The tools, and whom the spec names. */
function readersOf(clusterName: string, { metricsReaders = [] }: TlsSecurity): readonly string[] {
  return [memberName(clusterName), ...metricsReaders];
}
