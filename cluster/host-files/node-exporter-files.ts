import { NODE_EXPORTER } from '../processes/node-exporter';
import { processesOf } from '../processes/host-process';
import type { Host, Topology } from '../topology';
import { METRICS_FOLDER, tellsExpiry } from './certificate-expiry-files';
import { filledIn, type HostFile } from './host-file';
import { doorFiles } from './metrics-door-files';

/** The exporter of what the host itself has, and the way to it from elsewhere. */
export function nodeExporterFiles(topology: Topology, host: Host): readonly HostFile[] {
  const { clusterName, nodeExporter, security } = topology.spec;
  if (!nodeExporter) return [];
  const { name, program, ports } = NODE_EXPORTER;
  const whose = `${host.name} of ${clusterName}`;
  const bindAddress = security.kind === 'tls' ? '127.0.0.1' : host.bindAddress;
  const folders = tellsExpiry(topology) ? [METRICS_FOLDER] : [];
  // Any of its processes has a certificate for the host's name.
  const process = processesOf(topology, host)[0]!;
  return [
    filledIn({
      template: 'node-exporter.service',
      path: `${host.paths.systemd}/${name}.service`,
      onChange: 'restart-service',
      view: {
        about: `Metrics of ${whose} itself`,
        ...{ program, folders },
        command: [
          program,
          `--web.listen-address=${bindAddress}:${ports.plaintext}`,
          ...folders.map((folder) => `--collector.textfile.directory=${folder}`),
        ],
      },
    }),
    ...doorFiles(
      { topology, host, process, whose: `${whose} itself` },
      { unit: 'node-metrics', inside: ports.plaintext, port: ports.tls },
    ),
  ];
}
