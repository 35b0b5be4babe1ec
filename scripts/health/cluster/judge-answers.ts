import type { Problem } from '../../../cluster/errors';
import { brokerHosts } from '../../../cluster/topology';
import type { JudgedCluster } from './judged-cluster';

/**
 * Every registered broker answers: it registers before it serves, and stays registered for a while
 * when it hangs.
 */
export function judgeAnswers({
  topology,
  state,
  apartFrom,
}: JudgedCluster<'registered' | 'controllers' | 'unreached'>): readonly Problem[] {
  return brokerHosts(topology)
    .filter(({ name, broker }) => name !== apartFrom && state.registered.includes(broker.id))
    .filter(({ name }) => !state.controllers.has(name))
    .map(
      ({ name, paths }) =>
        state.unreached.get(name) ?? {
          path: name,
          rule: 'answer, as it is registered',
          remedy: `Look at Kafka's log in ${paths.kafka.logs} of ${name}`,
        },
    );
}
