import { describeConfigsV4, describeLogDirsV4, ResponseError } from '@platformatic/kafka';
import type { BrokerAccess } from '../../../../scripts/cluster-access/kafka-access';
import { AccessError } from '../../../../scripts/cluster-access/access-error';
import { readBrokers } from '../../../../scripts/health/cluster/read-brokers';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();

interface Faults {
  readonly silent?: string;
  readonly broken?: string;
  readonly throttled?: string;
}

/** Three brokers with a folder each; what they were asked about it is noted. */
function brokers({ silent, broken, throttled }: Faults = {}) {
  const askedDisks: [host: string, topics: unknown][] = [];
  const broker = ({ name }: { readonly name: string }): BrokerAccess => ({
    ask: (api, ...request) => {
      if (api === (describeLogDirsV4.api as unknown)) {
        askedDisks.push([name, request[0]]);
        const rule = 'answer DescribeLogDirs';
        if (name === silent)
          return Promise.reject(new AccessError({ path: name, rule, remedy: '' }));
        const folder = { logDir: '/a', topics: [], totalBytes: 100n, usableBytes: 40n };
        if (name !== broken)
          return Promise.resolve({ results: [{ errorCode: 0, ...folder }] } as never);
        // As the client has it: an error that carries the answer.
        const lost = { ...folder, errorCode: 56, totalBytes: -1n, usableBytes: -1n };
        const cause = new ResponseError(35, 4, { '/results/0': [56, null] }, { results: [lost] });
        return Promise.reject(new AccessError({ path: name, rule, remedy: '' }, { cause }));
      }
      if (api === (describeConfigsV4.api as unknown)) {
        const configs =
          name === throttled ? [{ name: 'leader.replication.throttled.rate', value: '1000' }] : [];
        return Promise.resolve({ results: [{ configs }] } as never);
      }
      const known = [1, 2, 3].map((brokerId) => ({ brokerId }));
      return Promise.resolve({ brokers: known, controllerId: 2 } as never);
    },
  });
  const kafka = { broker, apart: () => kafka, close: () => Promise.resolve() };
  return { topology, kafka, askedDisks };
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

it('are throttled where a rate is set', async () => {
  expect((await readBrokers(brokers())).throttled).toEqual([]);
  expect((await readBrokers(brokers({ throttled: 'broker-2' }))).throttled).toEqual(['broker 2']);
});

it('tell which of their folders are offline, and count all the same', async () => {
  const { logDirs, controllers } = await readBrokers(brokers({ broken: 'broker-2' }));
  expect([...controllers.keys()]).toEqual(['broker-1', 'broker-2', 'broker-3']);
  expect(logDirs.get(1)).toEqual([{ path: '/a', isOnline: true, sizeBytes: 100, freeBytes: 40 }]);
  expect(logDirs.get(2)).toEqual([
    { path: '/a', isOnline: false, sizeBytes: undefined, freeBytes: undefined },
  ]);
});
