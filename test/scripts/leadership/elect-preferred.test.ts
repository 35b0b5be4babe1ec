import type { Brokers } from '../../../scripts/cluster-access/ask-brokers';
import { electPreferredLeadersV2 } from '../../../scripts/cluster-access/elect-leaders';
import { electPreferred } from '../../../scripts/leadership/elect-preferred';
import { astray, electable, type LedPartition } from '../../../scripts/leadership/read-leadership';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();

/** A cluster whose controller is broker 2, and answers so of each partition. */
function brokersAnswering(errorOf: (partition: number) => readonly [number, string | null]) {
  const asked: (readonly [host: string, partitions: number])[] = [];
  const broker = ({ name }: { readonly name: string }) => ({
    ask: (api: unknown, topics?: readonly { topic: string; partitions: readonly number[] }[]) => {
      if (api !== electPreferredLeadersV2) return Promise.resolve({ controllerId: 2 });
      asked.push([name, topics!.reduce((sum, { partitions }) => sum + partitions.length, 0)]);
      return Promise.resolve(
        topics!.flatMap(({ topic, partitions }) =>
          partitions.map((partition) => {
            const [errorCode, errorMessage] = errorOf(partition);
            return { topic, partition, errorCode, errorMessage };
          }),
        ),
      );
    },
  });
  const kafka = { broker, close: () => Promise.resolve() };
  return { asked, brokers: { topology, kafka } as unknown as Brokers };
}

const { signal } = new AbortController();
const partitions = (count: number) =>
  Array.from({ length: count }, (_, partition) => ({ topic: `t${partition % 2}`, partition }));

describe('giving leadership back', () => {
  it('asks the controller for 50 partitions at a time, and tells how far it is', async () => {
    const { asked, brokers } = brokersAnswering(() => [0, null]);
    const told: string[] = [];
    const onProgress = (text: string) => told.push(text);
    const refused = await electPreferred(brokers, partitions(120), { signal, onProgress });
    expect(asked).toEqual([
      ['broker-2', 50],
      ['broker-2', 50],
      ['broker-2', 20],
    ]);
    expect(told.at(-1)).toBe('120 of 120 partitions');
    expect(refused.size).toBe(0);
  });

  it('tells what was refused, and takes one that is led so already for done', async () => {
    const NEEDED_NOT = 84;
    const { brokers } = brokersAnswering((partition) =>
      partition === 0 ? [NEEDED_NOT, null] : partition === 1 ? [80, 'not in sync'] : [83, null],
    );
    expect([...(await electPreferred(brokers, partitions(3), { signal }))]).toEqual([
      ['t0-2', 'error 83'],
      ['t1-1', 'not in sync'],
    ]);
  });

  it('asks nobody where there is nothing to give', async () => {
    const { asked, brokers } = brokersAnswering(() => [0, null]);
    await electPreferred(brokers, [], { signal });
    expect(asked).toEqual([]);
  });

  it('ends between two batches when it is interrupted', async () => {
    const { asked, brokers } = brokersAnswering(() => [0, null]);
    const interrupt = new AbortController();
    const onProgress = () => interrupt.abort(new Error('Ctrl-C'));
    const options = { signal: interrupt.signal, onProgress };
    await expect(electPreferred(brokers, partitions(60), options)).rejects.toThrow('Ctrl-C');
    expect(asked).toHaveLength(1);
  });
});

describe('partitions that are led by another', () => {
  const led = (leader: number, isElectable = true): LedPartition => ({
    ...{ topic: 't', partition: 0, preferred: 1, leader, isElectable },
  });
  const all = [led(1), led(2), led(3, false), led(-1)];

  it('are those whose first replica does not lead', () =>
    expect(astray(all).map(({ leader }) => leader)).toEqual([2, 3, -1]));

  it('can be given back where that one is in sync', () =>
    expect(electable(all).map(({ leader }) => leader)).toEqual([2, -1]));
});
