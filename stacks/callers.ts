import { SpecError } from '../cluster/errors';
import {
  listenerKind,
  type BrokerListener,
  type ClientListenerId,
} from '../cluster/listeners/listeners';
import type { AllowedPeers } from './allowed-peers';
import type { Peer } from './peer';

/** Who is let in to the brokers by name: clients of a listener, or scrapers of metrics. */
export type CallerId = ClientListenerId | 'metrics';

/** Where callers come in. */
export interface BrokerDoors {
  /** Where they let readers of metrics in. */
  readonly metrics: number;
  /** Those that the brokers have. */
  readonly listeners: readonly BrokerListener[];
}

/** What a rule of the brokers' security group is to say. */
export interface Admission {
  readonly id: string;
  readonly port: number;
  readonly from: Peer;
  readonly description: string;
  /** The call, as errors name it. */
  readonly path: string;
}

const UNGUARDED =
  ', as whoever reaches a plaintext listener can read, write and delete every topic';

/**
 * Takes callers of this kind for let in.
 *
 * @throws SpecError with all that is wrong with who they are, or where the brokers have no such door
 */
export function admit(
  id: CallerId,
  { metrics, listeners }: BrokerDoors,
  allowed: AllowedPeers,
  named: { readonly name: string; readonly peer: Peer },
): Admission {
  const { rule, who } = wordsFor(id);
  const call = `allow${rule}From`;
  const listener = listeners.find((each) => each.id === id);
  const why = listener?.protocol === 'PLAINTEXT' ? UNGUARDED : '';
  const { name, peer: from } = allowed.letIn(call, named.name, named.peer, why);
  const path = `${call}('${name}')`;
  if (id !== 'metrics' && listener === undefined) throw noListener(id, path);
  return {
    ...{ id: `${rule}-${name}`, port: listener?.port ?? metrics, from },
    ...{ description: `${who}: ${name}`, path },
  };
}

/** How rules, and the methods that make them, call the callers. */
function wordsFor(id: CallerId): { readonly rule: string; readonly who: string } {
  if (id === 'metrics') return { rule: 'Metrics', who: 'Scrapers of metrics' };
  if (id === 'client') return { rule: 'Clients', who: 'Kafka clients' };
  const kind = id.charAt(0).toUpperCase() + id.slice(1);
  return { rule: `${kind}Clients`, who: `${kind} Kafka clients` };
}

function noListener(id: ClientListenerId, path: string): SpecError {
  const { names: whose, there } = listenerKind(id);
  const names =
    whose === 'of-spec' ? ', with the names that these clients know the brokers by,' : '';
  const field =
    there === 'where-clients-are-trusted' ? 'security.clientAuthorities' : `listeners.${id}`;
  return new SpecError([
    {
      path,
      rule: `let them in to a listener that the brokers have, and the spec has no ${field}`,
      remedy: `Add it${names} or call allowClientsFrom`,
    },
  ]);
}
