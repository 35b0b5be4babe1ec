import type { QuotaSpec } from '../topics/quota-spec';
import type { ClientSpec } from './client-spec';
import { parsePattern, type NamePattern } from './name-pattern';

/** A client with what it is granted. */
export interface ResolvedClient {
  readonly name: string;
  readonly grants: readonly Grant[];
}

/** One thing that a client may do. Whoever reads or writes a topic or a group may look at it as well. */
export interface Grant extends NamePattern {
  readonly resource: 'topic' | 'group';
  readonly operation: 'read' | 'write' | 'delete';
}

/** What a client of the spec amounts to. */
export function resolveClient(client: ClientSpec): ResolvedClient {
  const { name, produce = [], consume = [], group } = client;
  const groups = group === undefined ? [] : [group];
  return {
    name,
    grants: [
      ...grants('topic', 'write', produce),
      ...grants('topic', 'read', consume),
      ...grants('group', 'read', groups),
    ],
  };
}

/** What clients may take, as quotas of their names. */
export function clientQuotas(clients: readonly ClientSpec[]): readonly QuotaSpec[] {
  return clients.flatMap(({ name, limits }) => (limits ? [{ user: name, ...limits }] : []));
}

function grants(
  resource: Grant['resource'],
  operation: Grant['operation'],
  patterns: readonly string[],
): readonly Grant[] {
  return patterns.map((text) => ({ resource, operation, ...parsePattern(text) }));
}
