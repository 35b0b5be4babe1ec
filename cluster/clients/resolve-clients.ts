import { userName } from '../identities/client-identities';
import type { QuotaSpec } from '../topics/quota-spec';
import type { ClientSpec } from './client-spec';
import { parsePattern, type NamePattern } from './name-pattern';

/** A client with what it is granted. */
export interface ResolvedClient {
  readonly name: string;
  /** As Kafka knows it. */
  readonly user: string;
  /** Whether it shows a certificate, and has no password. */
  readonly certificate: boolean;
  readonly grants: readonly Grant[];
}

/** One thing that a client may do. Whoever reads or writes a topic or a group may look at it as well. */
export interface Grant extends NamePattern {
  readonly resource: 'topic' | 'group';
  readonly operation: 'read' | 'write' | 'delete';
}

/** What a client of the spec amounts to. */
export function resolveClient(client: ClientSpec): ResolvedClient {
  const { name, certificate = false, produce = [], consume = [], group } = client;
  const groups = group === undefined ? [] : [group];
  return {
    ...{ name, user: userName(client), certificate },
    grants: [
      ...grants('topic', 'write', produce),
      ...grants('topic', 'read', consume),
      ...grants('group', 'read', groups),
    ],
  };
}

/** What clients may take, as quotas of their names. */
export function clientQuotas(clients: readonly ClientSpec[]): readonly QuotaSpec[] {
  return clients.flatMap((client) =>
    client.limits ? [{ user: userName(client), ...client.limits }] : [],
  );
}

function grants(
  resource: Grant['resource'],
  operation: Grant['operation'],
  patterns: readonly string[],
): readonly Grant[] {
  return patterns.map((text) => ({ resource, operation, ...parsePattern(text) }));
}
