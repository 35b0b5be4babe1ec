import { renderHost } from '../../../cluster/host-files';
import { identityFiles, identityPaths } from '../../../cluster/identities/identity-files';
import { processesOf, type HostProcess } from '../../../cluster/processes/host-process';
import type { Host, Topology } from '../../../cluster/topology';
import type { HostShell } from '../../hosts/host-shell';
import { readClock, type ClockReading } from './clock';
import { readDiskUsage, type DiskUsage } from './disk-usage';
import { readFoundFiles, type FoundFiles } from './files-on-host';
import { readHostIdentities, type FoundIdentity } from './host-identities';
import { readHostPulse, type HostPulse } from './host-pulse';
import { readHostReport, type HostReport } from './host-report';
import { readMachine, type Machine } from './machine';
import { readBinaries } from './read-binaries';
import { readUnit, type UnitState } from './units';

/** What a host has and runs: what `converge` compares with the spec. */
export interface HostState {
  readonly found: FoundFiles;
  /** What stands in the files that are not as wanted, by path. */
  readonly contents: ReadonlyMap<string, string>;
  readonly report: HostReport;
  readonly units: ReadonlyMap<HostProcess['name'], UnitState>;
  /** Of its processes; none where the cluster is not secured. */
  readonly identities: readonly FoundIdentity[];
}

/** And what else one sees of it. */
export interface HostSurvey extends HostState {
  /** That runs, or would if its broker were started; undefined where there is none. */
  readonly kafkaRelease: string | undefined;
  readonly disks: readonly DiskUsage[];
  readonly clock: ClockReading;
  readonly machine: Machine;
  readonly pulse: HostPulse;
}

/** @throws HostError where the host can't be asked */
export async function readHostSurvey(
  shell: HostShell,
  topology: Topology,
  host: Host,
): Promise<HostSurvey> {
  const [state, kafkaRelease, disks, clock, machine, pulse] = await Promise.all([
    readHostState(shell, topology, host),
    readBinaries(shell, topology, host),
    readDiskUsage(shell, topology, host),
    readClock(shell),
    readMachine(shell),
    readHostPulse(shell),
  ]);
  return { ...state, kafkaRelease, disks, clock, machine, pulse };
}

/** What says whether a host is well by itself, whatever files it has. */
export type HostHealth = Pick<HostSurvey, 'report' | 'units' | 'disks' | 'clock'>;

/** @throws HostError where the host can't be asked */
export async function readHostHealth(
  shell: HostShell,
  topology: Topology,
  host: Host,
): Promise<HostHealth> {
  const [report, units, disks, clock] = await Promise.all([
    readHostReport(shell),
    readUnits(shell, processesOf(topology, host)),
    readDiskUsage(shell, topology, host),
    readClock(shell),
  ]);
  return { report, units, disks, clock };
}

/** @throws HostError where the host can't be asked */
export async function readHostState(
  shell: HostShell,
  topology: Topology,
  host: Host,
): Promise<HostState> {
  const wanted = renderHost(topology, host);
  const own = ownPaths(topology, host);
  const [found, report, units, identities] = await Promise.all([
    readFoundFiles(shell, [...wanted.map(({ path }) => path), ...own]),
    readHostReport(shell),
    readUnits(shell, processesOf(topology, host)),
    own.length > 0 ? readHostIdentities(shell) : [],
  ]);
  const different = wanted.filter(({ path, sha256 }) => {
    const file = found.get(path);
    return file !== undefined && file.sha256 !== sha256;
  });
  const contents = await Promise.all(
    different.map(async ({ path }) => [path, await shell.read(path)] as const),
  );
  return { found, report, units, identities, contents: new Map(contents) };
}

/** The files of certificates and of trust, which are the host's own. */
function ownPaths(topology: Topology, host: Host): readonly string[] {
  if (topology.spec.security.kind === 'plaintext') return [];
  return processesOf(topology, host).flatMap(({ paths }) => identityPaths(identityFiles(paths)));
}

async function readUnits(
  shell: HostShell,
  processes: readonly HostProcess[],
): Promise<HostState['units']> {
  const states = await Promise.all(
    processes.map(async ({ name, unit }) => [name, await readUnit(shell, unit)] as const),
  );
  return new Map(states);
}
