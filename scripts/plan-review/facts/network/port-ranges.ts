import type { Values } from '../../../terraform-plan/plan';
import { blocksOf, numberOf, textOf, textsOf } from '../../../terraform-plan/values';
import { LAST_PORT, type Way } from './way';
import { words } from '../../lists';

type Ports = Pick<Way, 'protocol' | 'fromPort' | 'toPort'>;
type Range = Omit<Ports, 'protocol'>;

const EVERY_PORT: Range = { fromPort: 0, toPort: LAST_PORT };

/** The ports of a rule for each of its protocols, however its provider spells them. */
export function portRanges(rule: Values): readonly Ports[] {
  const inner = INNER.flatMap((key) =>
    blocksOf(rule, key).flatMap((block) =>
      [block, ...blocksOf(block, 'destination_port_range')].flatMap((ports) =>
        rangesOf(ports, false).map((range) => ({
          protocol: key.replace('_options', ''),
          ...range,
        })),
      ),
    ),
  );
  const narrowest = inner.filter((range) => range.fromPort > 0 || range.toPort < LAST_PORT);
  if (inner.length > 0) return narrowest.length > 0 ? narrowest : inner;
  const given = protocolOf(rule);
  const protocol = given ?? 'all';
  return rangesOf(rule, given === 'all').map((range) => ({ protocol, ...range }));
}

/** Where Oracle and IBM keep the ports of a protocol. */
const INNER = ['tcp_options', 'udp_options', 'tcp', 'udp'];

const PROTOCOLS: Readonly<Record<string, string>> = {
  ...{ '-1': 'all', '*': 'all', any: 'all', all: 'all', '': 'all' },
  ...{ '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6', 'ipv6-icmp': 'icmpv6' },
};

function protocolOf(rule: Values): string | undefined {
  const words = ['protocol', 'ip_protocol'].map((key) => {
    const value = rule[key];
    return typeof value === 'number' ? String(value) : textOf(rule, key);
  });
  const given = words.find((word) => word !== undefined)?.toLowerCase();
  return given === undefined ? undefined : (PROTOCOLS[given] ?? given);
}

/** By the keys of a first and a last port. */
const BOUNDS = [
  ['from_port', 'to_port'],
  ['port_range_min', 'port_range_max'],
  ['port_min', 'port_max'],
  ['min', 'max'],
  ['start_port', 'end_port'],
] as const;

/** Of the keys that hold ranges as text, those of Azure stand for the port of the other end’s target. */
const TEXTS = words(`
  port ports port_range destination_port_range destination_port_ranges dest_port_range
`);

/** AWS spells all ports of all protocols as 0 to 0. */
function rangesOf(rule: Values, isAll: boolean): readonly Range[] {
  for (const [first, last] of isAll ? [] : BOUNDS) {
    const [from, to] = [numberOf(rule, first), numberOf(rule, last)];
    if (from !== undefined) return [range(from, to ?? from)];
  }
  const texts = TEXTS.flatMap((key) => {
    const number = numberOf(rule, key);
    return number === undefined
      ? [textOf(rule, key) ?? '', ...textsOf(rule, key)]
      : [String(number)];
  });
  const ranges = texts.flatMap((text) => text.split(',')).filter((text) => text.trim() !== '');
  return ranges.length === 0 ? [EVERY_PORT] : ranges.map(parseRange);
}

/** `9092`, `9092-9094`, `9092/9094`, `*`; what is none counts as all ports. */
function parseRange(text: string): Range {
  const [, from, to = from] = /^\s*(\d+)(?:\s*[-/:]\s*(\d+))?\s*$/.exec(text) ?? [];
  return from === undefined ? EVERY_PORT : range(Number(from), Number(to));
}

/** -1 is how AWS spells all of them; of ICMP the numbers are a type and a code, which may be lower. */
function range(from: number, to: number): Range {
  if (from < 0) return EVERY_PORT;
  return { fromPort: from, toPort: to < 0 ? LAST_PORT : Math.max(from, to) };
}

/** All attributes that ports and protocols are read from. */
export const PORT_ATTRIBUTES: readonly string[] = [
  ...['protocol', 'ip_protocol', ...INNER, ...BOUNDS.flat(), ...TEXTS],
];
