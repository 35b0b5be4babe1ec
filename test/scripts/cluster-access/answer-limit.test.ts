import {
  alterPartitionReassignmentsV0,
  createTopicsV7,
  incrementalAlterConfigsV1,
  metadataV12,
  produceV11,
} from '@platformatic/kafka';
import { answerLimitMs } from '../../../scripts/cluster-access/answer-limit';
import { electPreferredLeadersV2 } from '../../../scripts/cluster-access/elect-leaders';

test.each([
  ['asks for metadata', metadataV12.api, 10_000],
  ['writes records, of which the next try knows', produceV11.api, 10_000],
  ['makes topics', createTopicsV7.api, 60_000],
  ['alters settings', incrementalAlterConfigsV1.api, 60_000],
  ['moves partitions', alterPartitionReassignmentsV0.api, 60_000],
  ['elects leaders', electPreferredLeadersV2, 60_000],
])('the answer to a request that %s is waited for long enough', (_, api, limitMs) => {
  expect(answerLimitMs(api)).toBe(limitMs);
});
