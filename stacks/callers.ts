import { SpecError } from '../cluster/errors';
import { listenerKind, type ClientListenerId } from '../cluster/listeners/listeners';
import type { AllowedPeers } from './allowed-peers';
import { ruleId, type Door, type Doors } from './doors';
import type { Peer } from './peer';

/** Who is let in by name: clients of a listener, or scrapers of metrics, who come to ZooKeeper members, too. */
export type CallerId = ClientListenerId | 'metrics';

/** What rules of security groups are to say. */
export interface Admission {
  readonly from: Peer;
  readonly description: string;
  /** The call, as errors name it. */
  readonly path: string;
  /** Where they come in, one rule each. */
  readonly ways: readonly Way[];
}

interface Way {
  readonly id: string;
  readonly door: Door;
  readonly into: 'brokers' | 'zookeepers';
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
  doors: Doors,
  allowed: AllowedPeers,
  named: { readonly name: string; readonly peer: Peer },
): Admission {
  const { rule, who } = wordsFor(id);
  const call = `allow${rule}From`;
  const isOpen = (door: Door) => door.isOpen;
  const isUnguarded =
    id !== 'metrics' && doors[id].some((each) => isOpen(each) && each.kind === 'plaintext');
  const { name, peer: from } = allowed.letIn(
    call,
    named.name,
    named.peer,
    isUnguarded ? UNGUARDED : '',
  );
  const path = `${call}('${name}')`;
  if (id !== 'metrics' && !doors[id].some(isOpen)) throw noListener(id, path);
  return {
    ...{ from, description: `${who}: ${name}`, path },
    ways: [
      ...doors[id].map((door) => ({
        id: ruleId(rule, door, name),
        door,
        into: 'brokers' as const,
      })),
      ...(id === 'metrics' ? toFurtherMetrics(doors, name) : []),
    ],
  };
}

/** Those of ZooKeeper members, and of hosts themselves, whichever they are. */
const toFurtherMetrics = (doors: Doors, name: string): readonly Way[] =>
  (
    [
      ['ZookeeperMetrics', 'zookeeperMetrics', 'zookeepers'],
      ['BrokerNodeMetrics', 'nodeMetrics', 'brokers'],
      ['ZookeeperNodeMetrics', 'nodeMetrics', 'zookeepers'],
    ] as const
  ).flatMap(([rule, id, into]) =>
    doors[id].map((door) => ({ id: ruleId(rule, door, name), door, into })),
  );

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
