import {
  AclOperations,
  AclPermissionTypes,
  describeAclsV3,
  describeUserScramCredentialsV0,
  ResourcePatternTypes,
  ResourceTypes,
  ScramMechanisms,
  type Acl,
  type AclFilter,
} from '@platformatic/kafka';
import type { BrokerAccess } from '../../cluster-access/kafka-access';

/** Who can log in to a cluster, and what is granted there. */
export interface FoundClients {
  /** Those with a password of the mechanism that is used here. */
  readonly users: readonly string[];
  readonly acls: readonly Acl[];
}

const EVERYTHING: AclFilter = {
  resourceType: ResourceTypes.ANY,
  resourceName: null,
  resourcePatternType: ResourcePatternTypes.ANY,
  principal: null,
  host: null,
  operation: AclOperations.ANY,
  permissionType: AclPermissionTypes.ANY,
};

/** Reads all users and grants of a live cluster. */
export async function readFoundClients(controller: BrokerAccess): Promise<FoundClients> {
  const [users, { resources }] = await Promise.all([
    controller.ask(describeUserScramCredentialsV0.api, null),
    controller.ask(describeAclsV3.api, EVERYTHING),
  ]);
  return {
    users: users.results
      .filter(({ credentialInfos }) =>
        credentialInfos.some(({ mechanism }) => mechanism === ScramMechanisms.SCRAM_SHA_512),
      )
      .map(({ user }) => user),
    acls: resources.flatMap(({ acls, resourceType, resourceName, resourcePatternType }) =>
      acls.map((acl) => ({ resourceType, resourceName, resourcePatternType, ...acl })),
    ),
  };
}
