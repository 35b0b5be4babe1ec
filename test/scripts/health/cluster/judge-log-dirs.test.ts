import { judgeFullDisks, judgeLogDirs } from '../../../../scripts/health/cluster/judge-log-dirs';
import { judgeGate } from '../../../../scripts/health/cluster/judge-cluster';
import { healthy } from '../../../support/cluster-states';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();
const dir = {
  path: '/var/lib/kafka/disk2/topics',
  isOnline: true,
  sizeBytes: 1_000,
  freeBytes: 20,
};
const second = (changes: object) => ({ logDirs: new Map([[2, [{ ...dir, ...changes }]]]) });

describe('a folder of replicas that is offline', () => {
  const state = second({ isOnline: false, sizeBytes: undefined, freeBytes: undefined });

  it('is told by its name, with what brings it back', () => {
    expect(judgeLogDirs({ topology, state })).toMatchObject([
      {
        host: 'broker-2',
        path: 'broker-2, /var/lib/kafka/disk2/topics',
        remedy: expect.stringContaining(
          'cdktf-kafka restart broker-2 --reason WORDS --inventory FILE',
        ) as string,
      },
    ]);
  });

  it('closes the gate before every host but its own', () => {
    const gate = (apartFrom: string) =>
      judgeGate({ topology, apartFrom, state: { ...healthy, ...state } });
    expect(gate('broker-1')).toHaveLength(1);
    expect(gate('broker-2')).toEqual([]);
  });
});

describe('a disk', () => {
  it.each<[number, string | undefined]>([
    [1_000, undefined],
    [20, undefined],
    [19, '1.9 %'],
    [0, '0.0 %'],
  ])('of 1000 bytes with %i free is told as %j', (freeBytes, value) => {
    expect(judgeFullDisks({ topology, state: second({ freeBytes }) })[0]?.value).toBe(value);
  });
});
