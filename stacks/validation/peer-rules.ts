import { addressAt, holdsInternet, parseCidr, type Cidr } from '../../cluster/cidr';
import type { Problem } from '../../cluster/errors';
import { integer, text } from '../../cluster/checks/checks';
import type { Peer } from '../peer';
import { isKnownLater, known } from './known-later';
import { peerShape } from './peer-shape';

/** Someone with a name, who was named in a call of a method before. */
export interface NamedPeer {
  readonly name: string;
  readonly peer: Peer;
  /** The one that hosts may go to; undefined where the method decides on it. */
  readonly port?: number;
}

/** One call of a method that takes a name and a peer. */
export interface PeerCall {
  /** Such as `allowClientsFrom`. */
  readonly method: string;
  readonly name: unknown;
  readonly peer: unknown;
  /** Only there where the method takes one. */
  readonly port?: unknown;
  /** Those that the method has taken. */
  readonly before: readonly NamedPeer[];
}

/** It names a construct, a tag and a rule of AWS. */
const NAME = text(
  /^[A-Za-z0-9][\w.-]{0,62}$/,
  'have a name of 1-63 letters, digits, dots, hyphens and underscores that is known at synth time',
  "Name who it is, such as 'shippers'",
);

const PORT = known(integer(1, 65_535, 'Name a TCP port'));

/** Whether a name and a peer can become a rule beside those before. */
export function peerProblems(call: PeerCall): readonly Problem[] {
  const path = callPath(call);
  const alone = [
    ...NAME(call.name, path),
    ...peerShape(call.peer, path),
    ...('port' in call ? PORT(call.port, `${path}.port`) : []),
  ];
  if (alone.length > 0) return alone;
  const { name, peer } = call as unknown as NamedPeer;
  return [...nameTaken(name, call, path), ...sourceTaken(peer, call, path)];
}

/** Whether, with those before, no more than a closed network is meant. */
export function worldProblems(call: PeerCall, why = ''): readonly Problem[] {
  const { before, peer } = call as PeerCall & { readonly peer: Peer };
  const block = blockOf(peer);
  const all = [...before.map((other) => other.peer), peer].flatMap((each) => blockOf(each) ?? []);
  if (block === undefined || !holdsInternet(all)) return [];
  const rest =
    block.prefix === 0
      ? ''
      : ', nor a large part of it: a /8 of public IPv4 addresses is the most, a /32 of IPv6, over all calls';
  return [
    {
      path: callPath(call),
      rule: `name a network that is not the whole internet${rest}${why}`,
      value: sourceOf(peer),
      remedy: 'Name the security group or the block of addresses of those who need it',
    },
  ];
}

function callPath({ method, name }: PeerCall): string {
  return typeof name === 'string' ? `${method}('${name}')` : method;
}

function nameTaken(name: string, { before, method }: PeerCall, path: string): readonly Problem[] {
  if (!before.some((other) => other.name === name)) return [];
  return [
    {
      path,
      rule: `have a name that no other call of ${method} has`,
      value: name,
      remedy: 'It names the rule: give each its own',
    },
  ];
}

/** AWS refuses a second rule with the same source and port. */
function sourceTaken(
  peer: Peer,
  { before, method, port }: PeerCall,
  path: string,
): readonly Problem[] {
  const same = before.find(
    (other) => other.port === port && canonical(other.peer) === canonical(peer),
  );
  if (!same) return [];
  return [
    {
      path,
      rule: `name another than ${method}('${same.name}') does`,
      value: isKnownLater(sourceOf(peer)) ? undefined : sourceOf(peer),
      remedy: 'AWS takes a rule once: leave one of the two out',
    },
  ];
}

function sourceOf(peer: Peer): string {
  return Object.values(peer).find((value) => value !== undefined)!;
}

/** The same for every way to write one block. */
function canonical(peer: Peer): string {
  const block = blockOf(peer);
  return block ? `${addressAt(block, 0)}/${block.prefix}` : sourceOf(peer);
}

function blockOf({ cidrIpv4, cidrIpv6 }: Peer): Cidr | undefined {
  return parseCidr(cidrIpv4 ?? cidrIpv6 ?? '');
}
