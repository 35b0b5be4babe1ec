/** One way through a border, as a rule says it: who may come or go by it, or may not. */
export interface Way {
  readonly direction: 'in' | 'out';
  readonly isDenied: boolean;
  /** Of rules that are asked in turn: the lowest comes first. 0 where a rule has none. */
  readonly order: number;
  /** Such as `tcp`; `all` for each of them. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** A block of addresses, the id of a group, a list or a tag, or `anyone`. */
  readonly peer: string;
  /** The hosts behind the border that it is for, by a tag or an address of theirs; `*` for all. */
  readonly target: string;
}

export const LAST_PORT = 65_535;

/** Whoever can send anything. */
export const ANYONE = 'anyone';

/** Such as `tcp 9092 from 10.0.0.0/8`. */
export function describeWay({ direction, protocol, fromPort, toPort, peer, target }: Way): string {
  const side = `${direction === 'in' ? 'from' : 'to'} ${peer}${target === '*' ? '' : ` for ${target}`}`;
  const isEveryPort = fromPort === 0 && toPort === LAST_PORT;
  if (protocol === 'all' && isEveryPort) return `everything ${side}`;
  const ports = fromPort === toPort ? `${fromPort}` : `${fromPort}–${toPort}`;
  const name = protocol === 'all' ? 'any protocol' : protocol;
  return `${name} ${isEveryPort ? 'on all ports' : ports} ${side}`;
}
