import {
  AclOperations,
  AclPermissionTypes,
  ResourcePatternTypes,
  ResourceTypes,
  type Acl,
} from '@platformatic/kafka';
import { aclKey, userOf } from './grant-acl';

/** Everything that somebody could be granted. */
const EVERYTHING = [
  [ResourceTypes.TOPIC, '*'],
  [ResourceTypes.GROUP, '*'],
  [ResourceTypes.TRANSACTIONAL_ID, '*'],
  [ResourceTypes.CLUSTER, 'kafka-cluster'],
] as const;

/**
 * What takes everything from a user, whatever it is granted: Kafka looks for denials first, at each request, also of
 * connections that are open.
 */
export function denialsOf(user: string): readonly Acl[] {
  return EVERYTHING.map(([resourceType, resourceName]) => ({
    ...{ resourceType, resourceName, resourcePatternType: ResourcePatternTypes.LITERAL },
    ...{ principal: `User:${user}`, host: '*', operation: AclOperations.ALL },
    permissionType: AclPermissionTypes.DENY,
  }));
}

/** Whether it is a part of what was revoked; other denials are nobody's. */
export function isDenial(acl: Acl): boolean {
  return denialsOf(userOf(acl)).some((each) => aclKey(each) === aclKey(acl));
}

/** Whether a user was revoked. */
export function isRevoked(user: string, acls: readonly Acl[]): boolean {
  const keys = new Set(acls.map(aclKey));
  return denialsOf(user).every((each) => keys.has(aclKey(each)));
}
