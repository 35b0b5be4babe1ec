import { partName, partTags } from '../../stacks/labels';

const labels = { clusterName: 'logs', tags: { team: 'platform', Name: 'mine' } };

it('names every part after its cluster, so that two in one account never collide', () => {
  expect(partName(labels, 'broker-1')).toBe('logs-broker-1');
});

it('tags a part with its name and its cluster, which further tags can’t override', () => {
  expect(partTags(labels, 'broker-1')).toEqual({
    team: 'platform',
    Name: 'logs-broker-1',
    'kafka-cluster': 'logs',
  });
});
