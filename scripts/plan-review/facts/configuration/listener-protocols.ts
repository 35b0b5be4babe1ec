/** Kafka's protocols, from that which asks for nothing to that which asks for most. */
export const PROTOCOLS = ['PLAINTEXT', 'SASL_PLAINTEXT', 'SSL', 'SASL_SSL'];

/** What becomes of the listeners of a broker. */
export type ListenersVerdict = 'weaker' | 'further-plaintext' | 'no-weaker';

/**
 * Compares the protocols of listeners, by their names. Weaker is one that asks for less than it did,
 * and a new one that asks for less than another did before.
 *
 * @param before such as `CLIENT:SASL_SSL,INTERNAL:SSL`, or listeners that are named for their protocol
 */
export function compareListeners(before: string, after: string): ListenersVerdict {
  const [old, now] = [protocolsOf(before), protocolsOf(after)];
  const most = Math.max(-1, ...[...old.values()].map(rank));
  const added = [...now].filter(([name]) => !old.has(name)).map(([, protocol]) => rank(protocol));
  const stayed = [...now].filter(([name]) => old.has(name));
  const isWeaker =
    stayed.some(([name, protocol]) => rank(protocol) < rank(old.get(name)!)) ||
    added.some((protocol) => protocol < most);
  if (isWeaker) return 'weaker';
  return old.size > 0 && added.includes(0) ? 'further-plaintext' : 'no-weaker';
}

/** By the listeners' names; those of which the text tells no protocol are left out. */
function protocolsOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').flatMap((part): readonly (readonly [string, string])[] => {
    const [name = '', rest = ''] = part.trim().split(/:(.*)/s);
    const protocol = (rest.startsWith('//') ? name : rest).trim().toUpperCase();
    return PROTOCOLS.includes(protocol) ? [[name.trim().toUpperCase(), protocol]] : [];
  });
  return new Map(pairs);
}

function rank(protocol: string): number {
  return PROTOCOLS.indexOf(protocol);
}
