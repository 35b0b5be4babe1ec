import { stringify } from 'yaml';
import { brokerHosts, metricsPort, type Host, type Topology } from '../topology';

export interface RenderScrapeConfigOptions {
  /** The folder with what Prometheus shows and trusts: `reader.pem`, `reader.key`, `trusted.pem`. */
  readonly tlsFolder: string;
}

/** What Prometheus is to ask of a cluster, as a file of `scrape_config_files`. */
export function renderScrapeConfig(topology: Topology, options: RenderScrapeConfigOptions): string {
  return stringify({ scrape_configs: scrapeJobs(topology, options) }, { lineWidth: 0 });
}

function scrapeJobs(topology: Topology, options: RenderScrapeConfigOptions): readonly object[] {
  const { clusterName, security } = topology.spec;
  const tls = security.kind === 'tls' ? tlsOf(options) : {};
  return [
    {
      job_name: `${clusterName}-kafka`,
      ...tls,
      static_configs: brokerHosts(topology).map((host) =>
        target(topology, host, { job: 'kafka', port: metricsPort(host, security) }),
      ),
    },
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
