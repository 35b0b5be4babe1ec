import { mergeAlike } from '../../../../scripts/plan-review/output/merge-alike';
import { aConfigurationChange, aKeyChange, aTextChange } from '../../../support/review-builder';

const hosts = (changes: ReturnType<typeof mergeAlike>) => changes.map((change) => change.hosts);

function onBroker(id: number, after: string) {
  return aTextChange({
    hosts: [`broker-${id}`],
    address: `aws_instance.broker[${id}]`,
    before: `id ${id}\n\n\n\n\nold\n`,
    after: `id ${id}\n\n\n\n\n${after}\n`,
  });
}

it('the same changed lines are one change, whatever else differs in the files', () => {
  const [group, ...others] = mergeAlike([1, 2, 3].map((id) => onBroker(id, 'new')));
  expect(others).toEqual([]);
  expect(group!.hosts).toEqual(['broker-1', 'broker-2', 'broker-3']);
  expect(group).not.toHaveProperty('namedAfter');
});

it('a host’s own name is like another’s own, and it is said whose is shown', () => {
  const changes = [1, 2, 10].map((id) => onBroker(id, `listen broker-${id}.kafka:9092`));
  expect(mergeAlike(changes)).toMatchObject([
    { hosts: ['broker-1', 'broker-2', 'broker-10'], namedAfter: 'broker-1' },
  ]);
});

it('another host’s name is not', () => {
  const changes = [
    onBroker(1, 'ask broker-1'),
    onBroker(2, 'ask broker-1'),
    onBroker(3, 'ask broker-30'),
  ];
  expect(hosts(mergeAlike(changes))).toEqual([['broker-1'], ['broker-2'], ['broker-3']]);
});

it('one host with another value stands by itself', () => {
  const changes = [onBroker(1, 'new'), onBroker(2, 'other'), onBroker(3, 'new')];
  expect(hosts(mergeAlike(changes))).toEqual([['broker-1', 'broker-3'], ['broker-2']]);
});

it.each([
  ['file', { label: '/etc/kafka/other.properties' }],
  ['effect', { effect: 'reload' as const }],
  ['note', { note: 'The plan doesn’t show it.' }],
  ['keys', { keys: [aKeyChange({ before: '4' })] }],
])('changes that differ in their %s are two', (_, fields) => {
  const changes = [
    aConfigurationChange(),
    aConfigurationChange({ hosts: ['broker-2'], ...fields }),
  ];
  expect(mergeAlike(changes)).toHaveLength(2);
});

it('names of hosts are no patterns', () => {
  const changes = ['a.b[1]', '(', '\\', ''].map((host) => aTextChange({ hosts: [host] }));
  expect(hosts(mergeAlike(changes))).toEqual([['a.b[1]', '(', '\\', '']]);
});
