import type { Host } from '../../cluster/topology';
import type { HostShell } from '../hosts/host-shell';
import { runOrThrow } from '../hosts/run-or-throw';
import type { Fault } from './fault';

/** The host's own timer, which takes a fault back when nobody else does. */
const UNDO = 'cdktf-kafka-drill-undo';
const MAKE = 'cdktf-kafka-drill-fault';
/** By then SSH has answered. */
const CUT_AFTER_SECONDS = 1;

export interface MakeFaultOptions {
  readonly shell: HostShell;
  readonly host: Host;
  readonly fault: Fault;
  /** So many seconds from now the host takes the fault back by itself. */
  readonly undoAfterSeconds: number;
}

/**
 * Does harm to a host. Before that, a timer on the host is armed that takes it back: so it ends also
 * where this program is killed, or the host can't be reached.
 */
export async function makeFault(options: MakeFaultOptions): Promise<void> {
  const { shell, host, fault, undoAfterSeconds } = options;
  if (fault.undo) {
    await runOrThrow(shell, later(UNDO, undoAfterSeconds, fault.undo(host)));
  }
  const script = fault.make(host);
  await runOrThrow(
    shell,
    fault.cutsOff ? later(MAKE, CUT_AFTER_SECONDS, script) : ['sh', '-c', script],
  );
}

/** Takes back what is armed on a host, now; nothing is done where nothing is. */
export async function undoFault(shell: HostShell): Promise<void> {
  const { code } = await shell.run(['systemctl', 'is-active', '--quiet', `${UNDO}.timer`]);
  if (code !== 0) return;
  await runOrThrow(shell, ['systemctl', 'start', `${UNDO}.service`], { limitMs: UNDO_LIMIT_MS });
  await runOrThrow(shell, ['systemctl', 'stop', `${UNDO}.timer`]);
}

/** A broker is stopped in order and started anew in it. */
const UNDO_LIMIT_MS = 660_000;

function later(unit: string, seconds: number, script: string): readonly string[] {
  return [
    ...['systemd-run', '--quiet', '--collect', `--unit=${unit}`, `--on-active=${seconds}`],
    ...['--timer-property=AccuracySec=100ms', '/bin/sh', '-c', script],
  ];
}
