import { setTimeout as sleep } from 'node:timers/promises';
import { brokerHosts, type BrokerHost } from '../../../cluster/topology';
import { watchOthers } from '../../../scripts/rolling/watch-others';
import { productionTopology } from '../../support/production-topology';
import { until } from '../../support/until';

const [first, second] = brokerHosts(productionTopology()) as [BrokerHost, BrokerHost];

function watched(answers: readonly (readonly BrokerHost[])[]) {
  const told: string[] = [];
  const asked: (string | undefined)[] = [];
  const probe = {
    findSilent: (_: number, apartFrom?: string) =>
      sleep(20, answers[asked.push(apartFrom) - 1] ?? []),
  };
  return { told, asked, approach: { probe, onProgress: (text: string) => void told.push(text) } };
}

it('tells once of a broker that takes no write while another is stopped, and what may be done', async () => {
  const { told, asked, approach } = watched([[], [second], [second]]);
  await watchOthers(approach, first, () => until('it has told it', () => asked.length > 3));
  expect(told).toEqual([
    'broker-2: takes no write within 2 s while broker-1 stops, and broker-1 may have to wait for it. Where its process hangs, end it there, and systemd starts it anew: `systemctl kill --signal=KILL kafka`',
  ]);
  expect(new Set(asked)).toEqual(new Set(['broker-1']));
});

it('asks nobody at once, for all have just answered, and nobody once it is stopped', async () => {
  const { told, asked, approach } = watched([[second]]);
  await watchOthers(approach, first, () => Promise.resolve());
  await sleep(1_200);
  expect(told).toEqual([]);
  expect(asked).toEqual([]);
});

it('raises what the stop raises, and stops where nothing is written', async () => {
  const stop = () => Promise.reject(new Error('no way'));
  await expect(watchOthers({}, first, stop)).rejects.toThrow('no way');
});
