import {
  alterClientQuotasV1,
  alterPartitionReassignmentsV0,
  alterReplicaLogDirsV2,
  alterUserScramCredentialsV0,
  createAclsV3,
  createPartitionsV3,
  createTopicsV7,
  deleteAclsV3,
  deleteGroupsV2,
  deleteRecordsV2,
  deleteTopicsV6,
  incrementalAlterConfigsV1,
  type API,
} from '@platformatic/kafka';
import { electPreferredLeadersV2 } from './elect-leaders';

/** For what a broker says at once. */
const ANSWER_MS = 10_000;
/**
 * For what changes something: longer than any such request gives its broker. The broker goes on with what nobody waits for any more,
 * and who gave up would tell of a failure that is none.
 */
const CHANGE_MS = 60_000;

const CHANGES: ReadonlySet<number> = new Set(
  [
    ...[alterClientQuotasV1.api, alterUserScramCredentialsV0.api, createAclsV3.api],
    ...[alterPartitionReassignmentsV0.api, alterReplicaLogDirsV2.api, createPartitionsV3.api],
    ...[createTopicsV7.api, deleteAclsV3.api, deleteGroupsV2.api, deleteRecordsV2.api],
    ...[deleteTopicsV6.api, incrementalAlterConfigsV1.api, electPreferredLeadersV2],
  ].map(({ key }) => key),
);

/** How long the answer to a request is waited for. */
export function answerLimitMs({ key }: Pick<API<unknown[], unknown>, 'key'>): number {
  return CHANGES.has(key) ? CHANGE_MS : ANSWER_MS;
}
