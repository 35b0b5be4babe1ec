import { parseAddress } from '../cidr';
import { duplicates } from '../checks/duplicates';
import type { Problem } from '../errors';
import { securityOf } from '../security';
import type { KafkaClusterSpec } from '../spec';
import { entityText, resolveQuota } from '../topics/resolve-quotas';

/** Whom each quota is for is said, and said once; and it limits something. */
export function quotasSound({ quotas = [] }: KafkaClusterSpec): readonly Problem[] {
  const resolved = quotas.map(resolveQuota);
  const problems = resolved.flatMap(({ entity, limits }, index): readonly Problem[] => {
    const path = `quotas[${index}]`;
    const { ip } = entity;
    return [
      ...(Object.keys(entity).length === 0
        ? [{ path, rule: 'say for whom it is', remedy: 'Give it a user, a clientId or an ip' }]
        : []),
      ...(Object.keys(limits).length === 0
        ? [{ path, rule: 'limit something', remedy: 'Give it a limit, or leave it out' }]
        : []),
      ...(typeof ip === 'string' && !parseAddress(ip)
        ? [{ path: `${path}.ip`, rule: 'be an IP address', value: ip, remedy: 'Give an address' }]
        : []),
    ];
  });
  const remedy = 'Put all limits of it into one';
  const names = resolved.map(({ entity }) => entityText(entity));
  const named = names.flatMap((name, index) => (name === '' ? [] : [{ name, index }]));
  return [
    ...problems,
    ...duplicates(
      named.map(({ name }) => name),
      (index) => `quotas[${named[index]!.index}]`,
      remedy,
    ),
  ];
}

/** Without authentication there is one user. */
export function quotasOfNobody({ quotas = [], security }: KafkaClusterSpec): readonly Problem[] {
  if (securityOf({ security }).kind !== 'plaintext') return [];
  return quotas.flatMap((quota, index) => {
    const { user } = resolveQuota(quota).entity;
    if (typeof user !== 'string' || user === ANONYMOUS) return [];
    return [
      {
        path: `quotas[${index}].user`,
        rule: `be ${ANONYMOUS}, the one user of a cluster without authentication`,
        value: user,
        remedy: 'Give a clientId, or leave the quota out',
      },
    ];
  });
}

const ANONYMOUS = 'ANONYMOUS';
