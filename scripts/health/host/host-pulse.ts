import type { HostShell } from '../../hosts/host-shell';

/** What passes through a host in this moment. */
export interface HostPulse {
  /** Since its kernel started. @default - nobody could tell */
  readonly upSeconds: number | undefined;
  /** Of all its interfaces but the loopback. @default - nobody could tell */
  readonly network: NetworkRates | undefined;
}

export interface NetworkRates {
  readonly receivedBytesPerSecond: number;
  readonly sentBytesPerSecond: number;
}

/** Two readings; with less between them, a single batch of a producer would be the rate. */
const PULSE = 'cat /proc/uptime /proc/net/dev; sleep 0.7; cat /proc/uptime /proc/net/dev';

/** Takes less than a second, beside all else that a host is asked. @throws HostError where it can't be asked */
export async function readHostPulse(shell: Pick<HostShell, 'run'>): Promise<HostPulse> {
  return parseHostPulse((await shell.run(['sh', '-c', PULSE])).stdout);
}

interface Reading {
  readonly seconds: number;
  readonly received: number;
  readonly sent: number;
}

/** Reads /proc/uptime and /proc/net/dev, each twice. */
export function parseHostPulse(text: string): HostPulse {
  const parts = text.split(/^(?=\d+\.\d+ \d+\.\d+$)/m).filter((part) => /^\d+\.\d+ /.test(part));
  const [first, last] = [parts[0], parts.at(-1)].map((part) => part && parseReading(part));
  if (!first || !last) return { upSeconds: undefined, network: undefined };
  const seconds = last.seconds - first.seconds;
  const rate = (key: 'received' | 'sent') => Math.max(0, last[key] - first[key]) / seconds;
  const network =
    seconds > 0
      ? { receivedBytesPerSecond: rate('received'), sentBytesPerSecond: rate('sent') }
      : undefined;
  return { upSeconds: last.seconds, network };
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_net.5.html (/proc/net/dev) */
function parseReading(text: string): Reading {
  const lines = [...text.matchAll(/^\s*([^\s:]+):\s*(\d.*)$/gm)]
    .filter(([, name]) => name !== 'lo')
    .map(([, , counters = '']) => counters.trim().split(/\s+/).map(Number));
  const sum = (column: number) => lines.reduce((total, line) => total + (line[column] ?? 0), 0);
  return { seconds: Number.parseFloat(text), received: sum(0), sent: sum(8) };
}
