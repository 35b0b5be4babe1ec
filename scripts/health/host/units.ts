import type { HostShell } from '../../hosts/host-shell';
import { runOrThrow } from '../../hosts/run-or-throw';

/** The properties of a unit by their name, as `systemctl show` prints them. */
export type UnitProperties = ReadonlyMap<string, string>;

/** How a process is doing, as systemd has it. */
export interface UnitState {
  /** `active`, `activating`, `inactive`, `failed` … */
  readonly active: string;
  /** In systemd's own detail: `running`, `auto-restart`, `start-pre` … @default - nobody asked */
  readonly sub?: string;
  /** How often systemd started it again since somebody asked for it. */
  readonly restarts: number;
  /** When it became active, in seconds since the host's kernel started. @default - it never was, or nobody could tell */
  readonly activeAtSeconds?: number;
}

/** @throws HostError where the host can't be asked */
export async function readUnit(
  shell: Pick<HostShell, 'name' | 'run'>,
  unit: string,
): Promise<UnitState> {
  const found = await readUnitProperties(shell, unit, PROPERTIES);
  const sub = found.get('SubState');
  const activeAtUs = Number(found.get('ActiveEnterTimestampMonotonic') ?? 0);
  return {
    active: found.get('ActiveState') ?? 'unknown',
    ...(sub !== undefined && { sub }),
    restarts: Number(found.get('NRestarts') ?? 0),
    ...(activeAtUs > 0 && { activeAtSeconds: activeAtUs / 1_000_000 }),
  };
}

/** The time by a clock that nobody sets. */
const PROPERTIES = ['ActiveState', 'SubState', 'NRestarts', 'ActiveEnterTimestampMonotonic'];

/** @throws HostError where the host can't be asked */
export async function readUnitProperties(
  shell: Pick<HostShell, 'name' | 'run'>,
  unit: string,
  names: readonly string[],
): Promise<UnitProperties> {
  const argv = ['systemctl', 'show', unit, `--property=${names.join(',')}`];
  return parseUnitProperties(await runOrThrow(shell, argv));
}

/** Reads `systemctl show`, or the lines of a unit file. */
export function parseUnitProperties(text: string): UnitProperties {
  return new Map([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, key, value]) => [key!, value!]));
}
