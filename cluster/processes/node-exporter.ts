import { openPorts, type SecurityKind, type SecuritySpec } from '../security';

/** Debian's exporter of what a host has: disks, network, processors, memory, clock. */
export const NODE_EXPORTER = {
  /** Debian's package, and its unit, which this package's takes the place of. */
  name: 'prometheus-node-exporter',
  program: '/usr/bin/prometheus-node-exporter',
  /** Where others come in: the exporter's customary port, and beside it systemd's, which asks who comes. */
  ports: { plaintext: 9100, tls: 9101 },
} as const satisfies {
  readonly name: string;
  readonly program: string;
  readonly ports: Readonly<Record<SecurityKind, number>>;
};

/** Where a host lets readers of its own metrics in. */
export function nodeMetricsPort({ kind }: Pick<SecuritySpec, 'kind'>): number {
  return NODE_EXPORTER.ports[kind];
}

/** The ports that it takes on a host. */
export function nodeExporterPorts({
  security,
  nodeExporter,
}: {
  readonly security: SecuritySpec;
  readonly nodeExporter: boolean;
}): readonly number[] {
  if (!nodeExporter) return [];
  const { plaintext, tls } = NODE_EXPORTER.ports;
  return openPorts(security).includes('tls') ? [plaintext, tls] : [plaintext];
}
