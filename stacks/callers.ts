import { SpecError } from '../cluster/errors';
import type { BrokerListener } from '../cluster/listeners/listeners';
import type { PortId, Ports } from '../cluster/processes/ports';
import type { AllowedPeers } from './allowed-peers';
import type { Peer } from './peer';

/** Who is let in to the brokers by name: the call that does it, the rule's id and what it says. */
const CALLERS = {
  client: { call: 'allowClientsFrom', rule: 'Clients', who: 'Kafka clients' },
  external: {
    call: 'allowExternalClientsFrom',
    rule: 'ExternalClients',
    who: 'External Kafka clients',
  },
  metrics: { call: 'allowMetricsFrom', rule: 'Metrics', who: 'Scrapers of metrics' },
} as const satisfies Partial<Record<PortId, object>>;

export type CallerId = keyof typeof CALLERS;

/** Where callers come in. */
export interface BrokerDoors {
  readonly ports: Ports;
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
  { ports, listeners }: BrokerDoors,
  allowed: AllowedPeers,
  named: { readonly name: string; readonly peer: Peer },
): Admission {
  const { call, rule, who } = CALLERS[id];
  const listener = listeners.find((each) => each.id === id);
  const why = listener?.protocol === 'PLAINTEXT' ? UNGUARDED : '';
  const { name, peer: from } = allowed.letIn(call, named.name, named.peer, why);
  if (id === 'external' && listener === undefined) throw noExternalListener(name);
  return {
    ...{ id: `${rule}-${name}`, port: ports[id], from },
    ...{ description: `${who}: ${name}`, path: `${call}('${name}')` },
  };
}

function noExternalListener(name: string): SpecError {
  return new SpecError([
    {
      path: `allowExternalClientsFrom('${name}')`,
      rule: 'let them in to a listener that the brokers have, and the spec has no listeners.external',
      remedy:
        'Add it, with the names that these clients know the brokers by, or call allowClientsFrom',
    },
  ]);
}
