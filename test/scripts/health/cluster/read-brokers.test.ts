import { describeLogDirsV4 } from '@platformatic/kafka';
import type { BrokerAccess } from '../../../../scripts/cluster-access/kafka-access';
import { AccessError } from '../../../../scripts/cluster-access/access-error';
import { readBrokers, readLogBytes } from '../../../../scripts/health/cluster/read-brokers';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();

/** Three brokers with a partition of 7 bytes each; what they were asked about their disks is noted. */
function brokers({ silent }: { readonly silent?: string } = {}) {
  const askedDisks: [host: string, topics: unknown][] = [];
  const broker = ({ name }: { readonly name: string }): BrokerAccess => ({
    ask: (api, ...request) => {
      if (api === (describeLogDirsV4.api as unknown)) {
        askedDisks.push([name, request[0]]);
        const rule = 'answer DescribeLogDirs';
        if (name === silent)
          return Promise.reject(new AccessError({ path: name, rule, remedy: '' }));
        const topics = request[0] === null ? [{ partitions: [{ partitionSize: 7n }] }] : [];
        return Promise.resolve({ results: [{ topics }] } as never);
      }
      const known = [1, 2, 3].map((brokerId) => ({ brokerId }));
      return Promise.resolve({ brokers: known, controllerId: 2 } as never);
    },
  });
  return { topology, kafka: { broker, close: () => Promise.resolve() }, askedDisks };
}

describe('what brokers say of themselves', () => {
  it('has their disks in it, but names no partition, of which there may be thousands', async () => {
    const asked = brokers();
    const { registered, controllers } = await readBrokers(asked);
    expect(registered).toEqual([1, 2, 3]);
    expect([...controllers]).toEqual([1, 2, 3].map((id) => [`broker-${id}`, 2]));
    expect(asked.askedDisks).toEqual([1, 2, 3].map((id) => [`broker-${id}`, []]));
  });

  it('lacks one whose disks do not all serve', async () => {
    const { controllers } = await readBrokers(brokers({ silent: 'broker-3' }));
    expect([...controllers.keys()]).toEqual(['broker-1', 'broker-2']);
  });
});

describe('the bytes on their disks', () => {
  it('are asked of those alone that are named', async () => {
    const asked = brokers();
    expect(await readLogBytes(asked, new Set([2]))).toEqual(new Map([[2, 7n]]));
    expect(asked.askedDisks).toEqual([['broker-2', null]]);
  });

  it('are missing of one that gives no answer', async () => {
    const bytes = await readLogBytes(brokers({ silent: 'broker-2' }), new Set([2, 3]));
    expect(bytes).toEqual(new Map([[3, 7n]]));
  });
});
