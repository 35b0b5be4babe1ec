import { renderHost } from '../../../cluster/host-files';
import { processesOf, type HostProcess } from '../../../cluster/processes/host-process';
import type { Host, Topology } from '../../../cluster/topology';
import type { HostShell } from '../../hosts/host-shell';
import { runWell } from '../../hosts/run-well';
import { parseUnitProperties } from './judge-unit';
import { readFoundFiles, type FoundFiles } from './files-on-host';
import { readHostReport, type HostReport } from './host-report';

/** What was found on a host. */
export interface HostState {
  readonly found: FoundFiles;
  /** What stands in the files that are not as wanted, by path. */
  readonly contents: ReadonlyMap<string, string>;
  readonly report: HostReport;
  readonly units: ReadonlyMap<HostProcess['name'], UnitState>;
}

/** How a process is doing, as systemd has it. */
export interface UnitState {
  /** `active`, `activating`, `inactive`, `failed` … */
  readonly active: string;
  /** How often systemd started it again since somebody asked for it. */
  readonly restarts: number;
}

/** @throws HostError where the host can't be asked */
export async function readHostState(
  shell: HostShell,
  topology: Topology,
  host: Host,
): Promise<HostState> {
  const wanted = renderHost(topology, host);
  const [found, report, units] = await Promise.all([
    readFoundFiles(
      shell,
      wanted.map(({ path }) => path),
    ),
    readHostReport(shell),
    readUnits(shell, processesOf(topology, host)),
  ]);
  const different = wanted.filter(({ path, sha256 }) => {
    const file = found.get(path);
    return file !== undefined && file.sha256 !== sha256;
  });
  const contents = await Promise.all(
    different.map(async ({ path }) => [path, await shell.read(path)] as const),
  );
  return { found, report, units, contents: new Map(contents) };
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

/** @throws HostError where the host can't be asked */
export async function readUnit(
  shell: Pick<HostShell, 'name' | 'run'>,
  unit: string,
): Promise<UnitState> {
  const properties = '--property=ActiveState,NRestarts';
  const found = parseUnitProperties(await runWell(shell, ['systemctl', 'show', unit, properties]));
  return {
    active: found.get('ActiveState') ?? 'unknown',
    restarts: Number(found.get('NRestarts') ?? 0),
  };
}
