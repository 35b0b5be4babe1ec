import { metadataV12 } from '@platformatic/kafka';
import type { Problem } from '../../../cluster/errors';
import { listenerKind, type ListenerId } from '../../../cluster/listeners/listeners';
import { brokerHosts, listenersOf } from '../../../cluster/topology';
import { askEveryBroker } from '../../cluster-access/ask-brokers';
import { judgeAnswers } from '../../health/cluster/judge-answers';
import { judgeEndpoints, type RegisteredBroker } from '../../health/cluster/judge-endpoints';
import { judgeRegistration } from '../../health/cluster/judge-registration';
import type { JudgedCluster } from '../../health/cluster/judged-cluster';
import { judgeStrangers } from '../../health/cluster/judge-strangers';
import { failOnProblems } from '../check-failure';
import type { SmokeCheck } from '../smoke-check';

const JUDGES = [judgeRegistration, judgeAnswers, judgeStrangers];

/**
 * Asks every broker, on each of its listeners that lets tools in, who else is there and where. The broker is asked at
 * its own address: the names that EXTERNAL advertises may lead there from outside only.
 */
export const brokersRegistered: SmokeCheck = {
  id: 'brokers-registered',
  title: 'Every broker is registered and answers, with its id, rack and endpoints',
  judges: JUDGES,
  run: async ({ topology, kafka, look }) => {
    const listeners = listenersOf(topology).filter(({ id }) => letsToolsIn(id));
    // At once: a broker that hangs is waited for once, and not until the check's time is over.
    const [state, asked] = await Promise.all([
      look(),
      Promise.all(
        listeners.map(({ id: listener }) =>
          askEveryBroker({ topology, kafka, listener }, (broker) =>
            broker.ask(metadataV12.api, []),
          ).then((seen) => ({ ...seen, listener })),
        ),
      ),
    ]);
    const cluster = { topology, state };
    const views = asked.flatMap(({ answers, silent, listener }) => [
      ...silent,
      ...answers.flatMap(({ answer }) => judgeView(cluster, listener, answer.brokers)),
    ]);
    failOnProblems([...JUDGES.flatMap((judge) => judge(cluster)), ...views]);
    const brokers = brokerHosts(topology);
    const ids = brokers.map(({ broker }) => broker.id).join(', ');
    const racks = new Set(brokers.map(({ rack }) => rack)).size;
    return `brokers ${ids} in ${racks} racks, each answers on ${listeners.map(({ name }) => name).join(', ')}`;
  },
};

/** Tools have a certificate of members and make themselves passwords, but nobody signs for them as for clients. */
function letsToolsIn(id: ListenerId): boolean {
  const { from, proof } = listenerKind(id);
  return from === 'brokers' || proof === 'password';
}

/**
 * What is wrong with the brokers that one of them shows on one of its listeners. What keeps a host from being
 * reached is why its broker isn't shown.
 */
export function judgeView(
  { topology, state: { unreached } }: JudgedCluster<'unreached'>,
  listener: ListenerId,
  shown: readonly RegisteredBroker[],
): readonly Problem[] {
  const registered = shown.map(({ nodeId }) => nodeId).sort((a, b) => a - b);
  const state = { registered, topics: [], unreached };
  return [
    ...judgeRegistration({ topology, state }),
    ...judgeStrangers({ topology, state }),
    ...judgeEndpoints(topology, listener, shown),
  ];
}
