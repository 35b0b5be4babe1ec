import {
  AclOperations,
  AclPermissionTypes,
  ResourcePatternTypes,
  ResourceTypes,
  type Acl,
} from '@platformatic/kafka';
import type { Grant } from '../../../cluster/clients/resolve-clients';

const RESOURCES = { topic: ResourceTypes.TOPIC, group: ResourceTypes.GROUP } as const;
const OPERATIONS = {
  read: AclOperations.READ,
  write: AclOperations.WRITE,
  delete: AclOperations.DELETE,
} as const;
const PATTERNS = {
  whole: ResourcePatternTypes.LITERAL,
  beginning: ResourcePatternTypes.PREFIXED,
} as const;

/** A grant as Kafka keeps it. */
export function grantAcl(user: string, { resource, operation, name, match }: Grant): Acl {
  return {
    resourceType: RESOURCES[resource],
    resourceName: name,
    resourcePatternType: PATTERNS[match],
    principal: `User:${user}`,
    host: '*',
    operation: OPERATIONS[operation],
    permissionType: AclPermissionTypes.ALLOW,
  };
}

/** Whom it is about. */
export const userOf = ({ principal }: Acl): string => principal.replace(/^User:/, '');

/** Whether two are the same entry. */
export function aclKey(acl: Acl): string {
  return JSON.stringify([
    ...[acl.principal, acl.host, acl.permissionType, acl.operation],
    ...[acl.resourceType, acl.resourcePatternType, acl.resourceName],
  ]);
}

/** In words: `ALLOW WRITE on TOPIC app-*`. */
export function describeAcl(acl: Acl): string {
  const { permissionType, operation, resourceType, resourceName, resourcePatternType } = acl;
  const end = resourcePatternType === ResourcePatternTypes.PREFIXED ? '*' : '';
  const from = acl.host === '*' ? '' : ` from ${acl.host}`;
  return (
    `${labelOf(AclPermissionTypes, permissionType)} ${labelOf(AclOperations, operation)} on ` +
    `${labelOf(ResourceTypes, resourceType)} ${resourceName}${end}${from}`
  );
}

function labelOf(table: Readonly<Record<string, number>>, value: number): string {
  return Object.keys(table).find((label) => table[label] === value) ?? String(value);
}
