/** A socket of TCP, as the kernel of a host lists it. */
export interface HostSocket {
  /** Whether it waits for connections, or is one. */
  readonly state: 'listening' | 'connected';
  /** This side of it. Addresses of IPv4 are in their usual form, those of IPv6 in eight groups. */
  readonly address: string;
  readonly port: number;
  /** The address of the other side; of one that listens, the one that stands for all. */
  readonly from: string;
}

const STATES: Readonly<Record<string, HostSocket['state']>> = {
  '01': 'connected',
  '0A': 'listening',
};
const LINE = /^ *\d+: ([\dA-F]{8,32}):([\dA-F]{4}) ([\dA-F]{8,32}):[\dA-F]{4} ([\dA-F]{2}) /gm;

/**
 * Reads what the kernel says of TCP in `/proc/net/tcp` and `/proc/net/tcp6`, one after the other. Those that are
 * being opened or closed are left out.
 *
 * @see https://docs.kernel.org/networking/proc_net_tcp.html
 */
export function parseSockets(text: string): readonly HostSocket[] {
  return [...text.matchAll(LINE)].flatMap(([, address = '', port = '', from = '', code = '']) => {
    const state = STATES[code];
    if (!state) return [];
    return [
      { state, address: addressOf(address), port: parseInt(port, 16), from: addressOf(from) },
    ];
  });
}

/** What addresses of IPv4 begin with where they stand among those of IPv6. */
const MAPPED = '0000000000000000FFFF0000';

/** Each word of four bytes is written with its lowest byte first. */
function addressOf(hex: string): string {
  const isOfIpv4 = hex.length === 8 || hex.startsWith(MAPPED);
  const words = (isOfIpv4 ? hex.slice(-8) : hex).match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).toReversed());
  if (isOfIpv4) return bytes.map((byte) => parseInt(byte, 16)).join('.');
  const groups = bytes.join('').match(/.{4}/g) ?? [];
  return groups.map((group) => parseInt(group, 16).toString(16)).join(':');
}
