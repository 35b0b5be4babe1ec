import { stepsTo } from '../../../cluster/changes/thread-pool-steps';

it.each<[string | undefined, string, readonly string[]]>([
  ['8', '16', ['16']],
  ['8', '32', ['16', '32']],
  ['1', '8', ['2', '4', '8']],
  ['8', '33', ['16', '32', '33']],
  ['16', '3', ['8', '4', '3']],
  ['3', '1', ['1']],
  ['7', '1', ['3', '1']],
  // It runs with it already: told once more does no harm.
  ['8', '8', ['8']],
  [undefined, '8', ['8']],
  // Kafka's to refuse.
  ['8', '0', ['0']],
  ['8', 'many', ['many']],
])(
  'a pool of %s threads gets %s over %j: it doubles or halves at most',
  (current, wanted, steps) => {
    expect(stepsTo('num.io.threads', current, wanted)).toEqual(steps);
  },
);

it('the pool of one listener goes by the same steps', () => {
  const key = 'listener.name.client.num.network.threads';
  expect(stepsTo(key, '3', '12')).toEqual(['6', '12']);
});

it('any other setting is given at once', () => {
  expect(stepsTo('message.max.bytes', '1', '1000')).toEqual(['1000']);
});
