import { processesOf } from '../processes/host-process';
import type { Host, Topology } from '../topology';
import { brokerLogFiles } from './broker-log-files';
import { certificateExpiryFiles } from './certificate-expiry-files';
import { classArchiveFiles } from './class-archive-files';
import { filledIn, type HostFile } from './host-file';
import { metricsDoorProgram } from './metrics-door-files';
import { nodeExporterFiles } from './node-exporter-files';
import { processFiles } from './process-files';

export type { HostFile, OnChange } from './host-file';
export { hostFolders, type HostFolder } from './host-folders';

/** The files of one host, as they must stand there. */
export function renderHost(topology: Topology, host: Host): readonly HostFile[] {
  return [
    filledIn({
      template: 'sysctl.conf',
      path: `${host.paths.sysctl}/90-kafka.conf`,
      onChange: 'reload-sysctl',
      view: {
        about: `Kernel settings of ${host.name} of ${topology.spec.clusterName}.`,
        broker: host.broker !== undefined,
      },
    }),
    ...processesOf(topology, host).flatMap((process) => processFiles(topology, host, process)),
    ...metricsDoorProgram(topology, host),
    ...nodeExporterFiles(topology, host),
    ...classArchiveFiles(topology, host),
    ...certificateExpiryFiles(topology, host),
    ...brokerLogFiles(topology, host),
  ];
}

/** A host with its files. */
export interface RenderedHost {
  readonly host: Host;
  readonly files: readonly HostFile[];
}

/** The files of all hosts. */
export function renderCluster(topology: Topology): readonly RenderedHost[] {
  return topology.hosts.map((host) => ({ host, files: renderHost(topology, host) }));
}
