import { stringify } from 'yaml';
import { nodeMetricsPort } from '../processes/node-exporter';
import { rowsOf } from '../processes/host-process';
import { PROCESSES } from '../processes/processes';
import { metricsPort, type Host, type Topology } from '../topology';

export interface RenderScrapeConfigOptions {
  /** The folder with what Prometheus shows and trusts: `reader.pem`, `reader.key`, `trusted.pem`. */
  readonly tlsFolder: string;
  /** Where `cdktf-kafka metrics` serves, as `host:port`. @default - it is not asked */
  readonly groupsAt?: string | undefined;
}

/** What Prometheus is to ask of a cluster, as a file of `scrape_config_files`. */
export function renderScrapeConfig(topology: Topology, options: RenderScrapeConfigOptions): string {
  return stringify(
    { scrape_configs: scrapeJobs(topology, options) },
    // Each job stands by itself, to be copied elsewhere.
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

function scrapeJobs(topology: Topology, options: RenderScrapeConfigOptions): readonly object[] {
  const { clusterName, nodeExporter, security } = topology.spec;
  const tls = security.kind === 'tls' ? tlsOf(options) : {};
  const processes = PROCESSES.map((process) => ({
    job_name: `${clusterName}-${process.name}`,
    ...tls,
    static_configs: topology.hosts
      .filter((host) => rowsOf(host).includes(process))
      .map((host) =>
        target(topology, host, {
          ...{ job: process.name, port: metricsPort(host, security, process) },
        }),
      ),
  }));
  const hosts = {
    job_name: `${clusterName}-node`,
    ...tls,
    static_configs: topology.hosts.map((host) =>
      target(topology, host, { job: 'node', port: nodeMetricsPort(security) }),
    ),
  };
  const groups = {
    job_name: `${clusterName}-groups`,
    static_configs: [
      { targets: [options.groupsAt], labels: { job: 'groups', kafka_cluster: clusterName } },
    ],
  };
  return [
    ...processes,
    ...(nodeExporter ? [hosts] : []),
    ...(options.groupsAt === undefined ? [] : [groups]),
  ];
}

/** The labels by which all alerts tell whose a metric is. */
function target(
  { spec }: Topology,
  { name, address }: Host,
  { job, port }: { readonly job: string; readonly port: number },
): object {
  return {
    targets: [`${address}:${port}`],
    labels: { job, kafka_cluster: spec.clusterName, host: name },
  };
}

function tlsOf({ tlsFolder }: RenderScrapeConfigOptions): object {
  return {
    scheme: 'https',
    tls_config: {
      ca_file: `${tlsFolder}/trusted.pem`,
      cert_file: `${tlsFolder}/reader.pem`,
      key_file: `${tlsFolder}/reader.key`,
    },
  };
}
