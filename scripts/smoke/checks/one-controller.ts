import { brokerWithId } from '../../cluster-access/ask-brokers';
import { controllerOf } from '../../health/cluster/cluster-state';
import { judgeController } from '../../health/cluster/judge-controller';
import { stateCheck } from '../state-check';

/**
 * Who each broker says the controller is. Those that don't answer are the matter of another check: while a
 * broker is down, whether the rest has a controller is what one needs to know.
 */
export const oneController = stateCheck({
  id: 'one-controller',
  title: 'There is one controller, and every broker that answers names the same',
  judges: [judgeController],
  seen: (state, topology) => {
    const { name } = brokerWithId(topology, controllerOf(state) ?? -1);
    return `${name}, as ${[...state.controllers.keys()].join(', ')} say`;
  },
});
