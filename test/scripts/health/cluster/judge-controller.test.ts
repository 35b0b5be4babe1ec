import { judgeController } from '../../../../scripts/health/cluster/judge-controller';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();

test.each<[string, readonly number[], string | undefined]>([
  ['all name the same', [2, 2, 2], undefined],
  ['the only one that answers names one', [2], undefined],
  ['one names another', [2, 2, 3], 'broker-1: 2, broker-2: 2, broker-3: 3'],
  ['one knows of none', [2, -1, 2], 'broker-1: 2, broker-2: none, broker-3: 2'],
  ['none knows of any', [-1, -1, -1], 'broker-1: none, broker-2: none, broker-3: none'],
  ['none answers', [], 'no answer from any of them'],
])('%s', (_, ids, value) => {
  const controllers = new Map(ids.map((id, index) => [`broker-${index + 1}`, id]));
  expect(judgeController({ topology, state: { controllers } })[0]?.value).toBe(value);
});
