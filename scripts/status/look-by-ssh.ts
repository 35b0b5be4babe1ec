import { describeReason } from '../../cluster/changes/reasons';
import { hostCapacity } from '../../cluster/capacity/host-capacity';
import type { InventoryHost } from '../../cluster/inventory/inventory';
import type { Host, Topology } from '../../cluster/topology';
import type { ClusterState } from '../health/cluster/cluster-state';
import { keptBy, outlookOf, type KeptOf } from '../health/host/disk-outlook';
import type { DiskUsage } from '../health/host/disk-usage';
import { readHostSurvey, type HostSurvey } from '../health/host/host-state';
import { judgeHost } from '../health/host/judge-host';
import { renewalOf } from '../health/host/machine';
import { HostError } from '../hosts/host-error';
import type { HostShell } from '../hosts/host-shell';
import { reasonsBehind } from '../rolling/reasons-behind';
import type { NetworkUse, SeenHost, ShownDisk } from './cluster-status';

export interface SshLook {
  readonly topology: Topology;
  readonly host: Host;
  /** The host as it was deployed. */
  readonly wanted: InventoryHost;
  /** What the ports of the cluster's processes tell. */
  readonly looking: Promise<ClusterState>;
}

/** Looks at a host over SSH. One that can't be reached says so. */
export async function lookBySsh(
  shell: HostShell,
  { topology, host, wanted, looking }: SshLook,
): Promise<SeenHost> {
  try {
    const survey = await readHostSurvey(shell, topology, host);
    const { settings, topicSettings } = await looking;
    const keptOf = keptBy(topology, topicSettings);
    const { kafkaRelease: release } = survey;
    const seen = { state: survey, manifest: wanted.manifestSha256, release, settings };
    return {
      units: Object.fromEntries([...survey.units].map(([name, { active }]) => [name, active])),
      upSeconds: upSecondsOf(survey),
      kafkaVersion: release,
      disks: survey.disks.map((disk) => shownDisk(disk, keptOf)),
      network: networkOf(topology, host, survey),
      behind: reasonsBehind(topology, host, seen).map(describeReason),
      renewal: renewalOf(wanted, survey.machine),
      problems: judgeHost({ name: host.name, survey, keptOf }),
    };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return unseenHost(error);
  }
}

function unseenHost({ problem }: HostError): SeenHost {
  return {
    ...{ units: {}, upSeconds: {}, kafkaVersion: undefined, disks: [], network: undefined },
    ...{ behind: [], renewal: [], problems: [problem] },
  };
}

function upSecondsOf({ units, pulse }: HostSurvey): SeenHost['upSeconds'] {
  const { upSeconds } = pulse;
  return Object.fromEntries(
    [...units].flatMap(([name, { active, activeAtSeconds }]) =>
      active !== 'active' || activeAtSeconds === undefined || upSeconds === undefined
        ? []
        : [[name, Math.max(0, upSeconds - activeAtSeconds)]],
    ),
  );
}

/** What a broker's host may always have is known by its instance type; of others nobody asks. */
function networkOf(
  { spec }: Topology,
  { broker }: Host,
  { pulse: { network } }: HostSurvey,
): NetworkUse | undefined {
  const resolved = spec.brokers.find(({ id }) => id === broker?.id);
  const baselineBytesPerSecond = resolved && hostCapacity(spec, resolved).networkBytesPerSecond;
  return network && { ...network, baselineBytesPerSecond };
}

function shownDisk(disk: DiskUsage, keptOf: KeptOf): ShownDisk {
  const writes =
    disk.writes && [...disk.writes].sort((a, b) => b.bytesPerSecond - a.bytesPerSecond);
  return { ...disk, ...(writes && { writes }), ...outlookOf(disk, keptOf) };
}
