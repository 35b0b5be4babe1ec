import { metadataV12 } from '@platformatic/kafka';
import { brokerHosts, listenersOf } from '../../../cluster/topology';
import { askEveryBroker } from '../../cluster-access/ask-brokers';
import { judgeRegistration } from '../../health/cluster/judge-registration';
import { failOnProblems, type SmokeCheck } from '../smoke-check';

/**
 * Asks every broker, on each of its listeners, who else is there and where. The broker is asked at its
 * own address: the names that EXTERNAL advertises may lead there from outside only.
 */
export const brokersRegistered: SmokeCheck = {
  id: 'brokers-registered',
  title: 'Every broker is registered and answers, with its id, rack and endpoints',
  run: async ({ topology, kafka }) => {
    const listeners = listenersOf(topology);
    const views = await Promise.all(
      listeners.map(async ({ id: listener }) => {
        const { answers, silent } = await askEveryBroker({ topology, kafka, listener }, (broker) =>
          broker.ask(metadataV12.api, []),
        );
        const judged = answers.flatMap(({ answer }) =>
          judgeRegistration(topology, listener, answer.brokers),
        );
        return [...silent, ...judged];
      }),
    );
    failOnProblems(views.flat());
    const brokers = brokerHosts(topology);
    const ids = brokers.map(({ broker }) => broker.id).join(', ');
    const racks = new Set(brokers.map(({ rack }) => rack)).size;
    return `brokers ${ids} in ${racks} racks, each answers on ${listeners.map(({ name }) => name).join(', ')}`;
  },
};
