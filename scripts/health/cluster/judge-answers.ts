import { brokerHosts } from '../../../cluster/topology';
import type { Finding, JudgedCluster } from './judged-cluster';
import { mend } from '../remedies';

/**
 * Every registered broker answers: it registers before it serves, and stays registered for a while
 * when it hangs.
 */
export function judgeAnswers({
  topology,
  state,
  apartFrom,
}: JudgedCluster<
  'registered' | 'controllers' | 'unreached' | 'silentBrokers'
>): readonly Finding[] {
  return brokerHosts(topology)
    .filter(({ name, broker }) => name !== apartFrom && state.registered.includes(broker.id))
    .filter(({ name }) => !state.controllers.has(name))
    .map(({ name, paths }) => ({
      host: name,
      ...(state.unreached.get(name) ?? {
        path: name,
        rule: 'answer, as it is registered',
        value: state.silentBrokers.get(name),
        remedy: `Look at Kafka's log in ${paths.kafka.logs} of ${name}; where it hangs, ${mend(topology).restart(name)}`,
      }),
    }));
}
