import type { ClusterState } from '../../../scripts/health/cluster/cluster-state';
import { rightBeforeStop } from '../../../scripts/rolling/right-before-stop';
import { brokerHosts, type BrokerHost } from '../../../cluster/topology';
import { changeTelling } from '../../support/change-telling';
import { healthy, withoutThird } from '../../support/cluster-states';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();
const [, second] = brokerHosts(topology);

/** What is asked, in its order; the looks and the writes show these, the last one for ever. */
async function approach(
  looks: readonly ClusterState[],
  writes: readonly (readonly BrokerHost[])[] = [[]],
) {
  const [done, told]: [string[], string[]] = [[], []];
  const next = <T>(all: readonly T[], what: string) => {
    const at = done.filter((each) => each.startsWith(what)).length;
    return all[Math.min(at, all.length - 1)]!;
  };
  const end = await rightBeforeStop(
    {
      cluster: {
        topology,
        look: () => {
          const state = next(looks, 'look');
          done.push('look');
          return Promise.resolve(state);
        },
        gate: ({ apartFrom }) => {
          done.push(`gate apart from ${apartFrom}`);
          return Promise.resolve(healthy);
        },
      },
      change: changeTelling((what) => done.push(what)),
      onProgress: (text) => told.push(text),
      probe: {
        findSilent: (limitMs, apartFrom) => {
          const silent = next(writes, 'write');
          done.push(`write apart from ${apartFrom} in ${limitMs}`);
          return Promise.resolve(silent);
        },
      },
    },
    { name: 'broker-1' },
  ).catch((error: Error) => error);
  return { done, told, end };
}

const WRITE = 'write apart from broker-1 in 1000';

describe('what is asked right before a process is stopped', () => {
  it('is whether all others take a write, whether all is well, whether it is ours to change, and writes once more', async () => {
    const { done, end } = await approach([healthy]);
    expect(end).toBeUndefined();
    expect(done).toEqual([WRITE, 'look', 'lock', WRITE]);
  });

  it('is the gate again where a look finds the cluster not well any more', async () => {
    const { done, told } = await approach([withoutThird, healthy]);
    expect(done).toEqual([
      ...[WRITE, 'look', 'gate apart from broker-1'],
      ...[WRITE, 'look', 'lock', WRITE],
    ]);
    expect(told[0]).toMatch(/^broker-1: not stopped now\. broker-3: must be registered/);
  });

  it('names a broker that takes no write before it looks any further, and is more patient then', async () => {
    const { done, told } = await approach([healthy], [[second!], []]);
    expect(done.slice(0, 4)).toEqual([
      ...[WRITE, 'gate apart from broker-1'],
      ...['write apart from broker-1 in 2000', 'look'],
    ]);
    expect(told[0]).toMatch(
      /^broker-1: not stopped now\. broker-2: must take a write within 1 s\. Look at Kafka's log/,
    );
  });

  it('notices one that hangs since the look', async () => {
    const { done } = await approach([healthy], [[], [second!], []]);
    expect(done.slice(0, 4)).toEqual([WRITE, 'look', 'lock', WRITE]);
    expect(done.slice(4)).toEqual([WRITE, 'look', 'lock', WRITE]);
  });

  it('gives up where a broker that every gate lets pass takes no write', async () => {
    const { done, end } = await approach([healthy], [[second!]]);
    expect(done.filter((each) => each.startsWith('write'))).toEqual(
      [1_000, 2_000, 4_000, 8_000].map((ms) => `write apart from broker-1 in ${ms}`),
    );
    expect((end as Error).message).toMatch(
      /^broker-2: must take a write within 8 s\. [^]*The gate/,
    );
    expect((end as Error).name).toBe('GateError');
  });
});
