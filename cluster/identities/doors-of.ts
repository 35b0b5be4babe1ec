import type { HostProcess } from '../processes/host-process';
import type { ProcessName } from '../processes/processes';
import { zookeeperPort, type Host, type Topology } from '../topology';

/** A port at which a process shows its certificate. */
export interface Door {
  /** The name of the listener, or `ZooKeeper`. */
  readonly door: string;
  readonly port: number;
}

/** Where a process of a secured cluster shows its certificate to whoever asks. */
export function doorsOf({ spec }: Topology, host: Host, process: ProcessName): readonly Door[] {
  if (process === 'kafka') {
    return (host.broker?.listeners ?? [])
      .filter(({ protocol }) => protocol !== 'PLAINTEXT')
      .map(({ name, port }) => ({ door: name, port }));
  }
  return [{ door: 'ZooKeeper', port: zookeeperPort(host, spec.security) }];
}

/** Where a ZooKeeper member shows the others who it is, when they elect a leader. */
export function quorumDoor({ ports }: Pick<Host, 'ports'>): Door {
  return { door: 'ZooKeeper quorum', port: ports.zookeeperElection };
}

/** Where a process's metrics are read, at a door of systemd's. */
export function metricsDoor(
  { ports }: Pick<Host, 'ports'>,
  { row: { exporter } }: Pick<HostProcess, 'row'>,
): Door {
  return { door: 'Metrics', port: ports[exporter.tlsPort] };
}
