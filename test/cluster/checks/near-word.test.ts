import { nearWord } from '../../../cluster/checks/near-word';

const FIELDS = ['clusterName', 'retention', 'hours', 'iops', 'sizeGiB', 'volumesPerBroker', 'id'];

it.each([
  ['a letter left out', 'retenion', 'retention'],
  ['two letters changed over', 'ipos', 'iops'],
  ['another case', 'CLUSTERNAME', 'clusterName'],
  ['another way to part words', 'cluster_name', 'clusterName'],
  ['a part of it', 'volumes', 'volumesPerBroker'],
  ['more than it', 'retentionInDays', 'retention'],
])('with %s, %s leads to %s', (_, word, meant) => {
  expect(nearWord(word, FIELDS)).toBe(meant);
});

it.each(['zone', 'az', 'tls', 'x', '', 'authentication'])('nothing is near to %p', (word) => {
  expect(nearWord(word, FIELDS)).toBeUndefined();
});
