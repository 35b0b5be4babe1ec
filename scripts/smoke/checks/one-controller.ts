import { DescribeClusterEndpointTypes, describeClusterV1 } from '@platformatic/kafka';
import type { Problem } from '../../../cluster/errors';
import { askEveryBroker, brokerWithId, type BrokerAnswer } from '../../cluster-access/ask-brokers';
import { CheckFailure, failOnProblems, type SmokeCheck } from '../smoke-check';

/**
 * Asks every broker who the controller is. Those that don't answer are the matter of another check:
 * while a broker is down, whether the rest has a controller is what one needs to know.
 */
export const oneController: SmokeCheck = {
  id: 'one-controller',
  title: 'There is one controller, and every broker that answers names the same',
  run: async ({ topology, kafka }) => {
    const { answers, silent } = await askEveryBroker({ topology, kafka }, (broker) =>
      broker.ask(describeClusterV1.api, false, DescribeClusterEndpointTypes.BROKERS),
    );
    if (answers.length === 0) throw new CheckFailure(silent);
    const named = answers.map(({ host, answer }) => ({ host, answer: answer.controllerId }));
    failOnProblems(judgeController(named));
    const controller = brokerWithId(topology, named[0]?.answer ?? -1);
    return `${controller.name}, as ${named.map(({ host }) => host.name).join(', ')} say`;
  },
};

/** What is wrong with the controllers that brokers name; -1 stands for none. */
export function judgeController(named: readonly BrokerAnswer<number>[]): readonly Problem[] {
  const ids = new Set(named.map(({ answer }) => answer));
  if (ids.size === 1 && !ids.has(-1)) return [];
  return [
    {
      path: 'The brokers',
      rule: 'name one controller',
      value: named
        .map(({ host, answer }) => `${host.name}: ${answer === -1 ? 'none' : answer}`)
        .join(', '),
      remedy: 'Wait for the election; if it does not end, look at controller.log of each broker',
    },
  ];
}
