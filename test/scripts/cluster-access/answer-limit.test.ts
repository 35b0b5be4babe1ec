import {
  alterPartitionReassignmentsV0,
  createTopicsV7,
  deleteTopicsV6,
  metadataV12,
  produceV11,
  type API,
} from '@platformatic/kafka';
import { answerLimitMs } from '../../../scripts/cluster-access/answer-limit';
import { electPreferredLeadersV2 } from '../../../scripts/cluster-access/elect-leaders';

test.each<[string, Pick<API<unknown[], unknown>, 'key'>, unknown[], number]>([
  ['that says nothing of time', metadataV12.api, [[], false], 10_000],
  ['that gives the broker less', deleteTopicsV6.api, [[], 5_000], 10_000],
  ['that leaves it to the broker', produceV11.api, [1], 10_000],
  ['to create topics in 30 s', createTopicsV7.api, [[], 30_000, false], 31_000],
  ['to move partitions in 30 s', alterPartitionReassignmentsV0.api, [30_000, true, []], 31_000],
  ['to elect leaders in 30 s', electPreferredLeadersV2, [[], 30_000], 31_000],
  ['to write in 20 s', produceV11.api, [-1, 20_000, []], 21_000],
])('the answer to a request %s is waited for long enough', (_, api, request, limitMs) => {
  expect(answerLimitMs(api, request)).toBe(limitMs);
});
