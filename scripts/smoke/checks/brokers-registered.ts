import { metadataV12 } from '@platformatic/kafka';
import { brokerHosts } from '../../../cluster/topology';
import type { Listener } from '../../cluster-access/kafka-access';
import { askEveryBroker } from '../../cluster-access/ask-brokers';
import { judgeRegistration } from '../judge-registration';
import { failOnProblems, type SmokeCheck } from '../smoke-check';

const LISTENERS: readonly Listener[] = ['client', 'interBroker'];

/** Asks every broker, on each of its listeners, who else is there. */
export const brokersRegistered: SmokeCheck = {
  id: 'brokers-registered',
  title: 'Every broker is registered and answers, with its id, rack and both endpoints',
  run: async ({ topology, kafka }) => {
    const views = await Promise.all(
      LISTENERS.map(async (listener) => {
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
    return `brokers ${ids} in ${racks} racks, each answers on CLIENT and INTERNAL`;
  },
};
