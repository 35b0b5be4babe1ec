import { holdsInternet, parseCidr, type Cidr } from '../../../../cluster/cidr';
import { distinct } from '../../lists';
import { ANYONE, type Way } from './way';

/** Whether a packet is let pass; `untold` where no rule speaks of it. */
export type Passage = 'passes' | 'denied' | 'untold';

/** Packets that no rule tells apart, by one of them. */
interface Packet extends Pick<Way, 'protocol' | 'target'> {
  readonly port: number;
  /** An address, or the id of a group, a list or a tag. */
  readonly peer: Address | string;
}

interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** More packets than that are too many to try: a way that rules cut so often counts as none of theirs. */
const MOST_PACKETS = 20_000;

/**
 * What becomes of the packets of one way between two lists of rules: for each kind of packet that some
 * rule tells from the others, whether it was let pass, and whether it is. Ranges that only together hold
 * another are found so, and denials that stand before.
 *
 * @returns undefined where there are too many of them
 */
export function comparePassages(
  way: Way,
  before: readonly Way[],
  after: readonly Way[],
): readonly (readonly [Passage, Passage])[] | undefined {
  const isSameWay = ({ direction }: Way) => direction === way.direction;
  const [old, now] = [before.filter(isSameWay), after.filter(isSameWay)];
  const packets = packetsOf(way, [...old, ...now]);
  return packets?.map((packet) => [passage(old, packet), passage(now, packet)]);
}

function passage(rules: readonly Way[], packet: Packet): Passage {
  const meant = rules.filter((rule) => isMeant(rule, packet));
  const first = Math.min(...meant.map(({ order }) => order));
  const asked = meant.filter(({ order }) => order === first);
  if (asked.length === 0) return 'untold';
  return asked.some(({ isDenied }) => isDenied) ? 'denied' : 'passes';
}

function isMeant(rule: Way, { protocol, port, peer, target }: Packet): boolean {
  return (
    (rule.protocol === 'all' || rule.protocol === protocol) &&
    rule.fromPort <= port &&
    port <= rule.toPort &&
    (rule.target === '*' || rule.target === target) &&
    holdsPeer(rule, peer)
  );
}

/** Members of a group have private addresses: a rule for all addresses lets them pass as well. */
function holdsPeer(rule: Way, asked: Packet['peer']): boolean {
  if (rule.peer === asked) return true;
  const ranges = rangesOf(rule);
  return typeof asked === 'string'
    ? ranges.some(isEveryAddress)
    : ranges.some(
        ({ family, first, last }) =>
          family === asked.family && first <= asked.value && asked.value <= last,
      );
}

function isEveryAddress({ family, prefix }: Cidr): boolean {
  return family === 4 && prefix === 0;
}

const ALL_ADDRESSES = ['0.0.0.0/0', '::/0'].map((text) => parseCidr(text)!);

/** The addresses that a way is for; none for a group, whose members nobody knows here. */
export function rangesOf(way: Way): readonly Cidr[] {
  const known = parsed.get(way);
  if (known) return known;
  const own = parseCidr(way.peer);
  const ranges = way.peer === ANYONE ? ALL_ADDRESSES : own === undefined ? [] : [own];
  parsed.set(way, ranges);
  return ranges;
}

/** Each way is compared with many others. */
const parsed = new WeakMap<Way, readonly Cidr[]>();

/** Whether it is for whoever is on the internet, or for a large part of them. */
export function isOpenToWorld(way: Way): boolean {
  return holdsInternet(rangesOf(way));
}

/** One packet for each part of a way that a rule’s edge cuts out. */
function packetsOf(way: Way, rules: readonly Way[]): readonly Packet[] | undefined {
  const protocols = way.protocol === 'all' ? rules.map(({ protocol }) => protocol) : [];
  const targets = way.target === '*' ? rules.map(({ target }) => target) : [];
  const edges = rules.flatMap(({ fromPort, toPort }) => [fromPort, toPort + 1]);
  const ports = edges.filter((port) => way.fromPort <= port && port <= way.toPort);
  const sides = {
    protocol: distinct([way.protocol, ...protocols]),
    target: distinct([way.target, ...targets]),
    port: distinct([way.fromPort, ...ports]),
    peer: peersIn(way, rules),
  };
  const count = Object.values(sides).reduce((product, { length }) => product * length, 1);
  if (count > MOST_PACKETS) return undefined;
  return sides.protocol.flatMap((protocol) =>
    sides.target.flatMap((target) =>
      sides.port.flatMap((port) => sides.peer.map((peer) => ({ protocol, target, port, peer }))),
    ),
  );
}

function peersIn(way: Way, rules: readonly Way[]): readonly Packet['peer'][] {
  const ranges = rangesOf(way);
  if (ranges.length === 0) return [way.peer];
  const edges = rules.flatMap(rangesOf);
  const groups = rules.filter((rule) => rangesOf(rule).length === 0).map(({ peer }) => peer);
  const addresses = ranges.flatMap(({ family, first, last }) => {
    const cuts = edges
      .filter((edge) => edge.family === family)
      .flatMap((edge) => [edge.first, edge.last + 1n])
      .filter((value) => first <= value && value <= last);
    return distinct([first, ...cuts]).map((value) => ({ family, value }));
  });
  return [...addresses, ...(ranges.some(isEveryAddress) ? distinct(groups) : [])];
}
