import { brokerWithId } from '../../cluster-access/ask-brokers';
import { controllerOf } from '../../health/cluster/cluster-state';
import { judgeController } from '../../health/cluster/judge-controller';
import { readControllers } from '../../health/cluster/read-brokers';
import { CheckFailure, failOnProblems } from '../check-failure';
import type { SmokeCheck } from '../smoke-check';

/**
 * Asks every broker who the controller is. Those that don't answer are the matter of another check:
 * while a broker is down, whether the rest has a controller is what one needs to know.
 */
export const oneController: SmokeCheck = {
  id: 'one-controller',
  title: 'There is one controller, and every broker that answers names the same',
  run: async ({ topology, kafka }) => {
    const { silent, ...state } = await readControllers({ topology, kafka });
    if (state.controllers.size === 0) throw new CheckFailure(silent);
    failOnProblems(judgeController({ topology, state }));
    const { name } = brokerWithId(topology, controllerOf(state) ?? -1);
    return `${name}, as ${[...state.controllers.keys()].join(', ')} say`;
  },
};
