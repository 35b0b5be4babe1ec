import type { Problem } from '../../../cluster/errors';
import { controllerOf } from './cluster-state';
import type { JudgedCluster } from './judged-cluster';

/** There is one controller, which all brokers that answer name. */
export function judgeController({ state }: JudgedCluster<'controllers'>): readonly Problem[] {
  if (controllerOf(state) !== undefined) return [];
  const named = [...state.controllers].map(([name, id]) => `${name}: ${id === -1 ? 'none' : id}`);
  return [
    {
      path: 'The brokers',
      rule: 'name one controller',
      value: named.join(', ') || 'no answer from any of them',
      remedy: 'Wait for the election; if it does not end, look at controller.log of each broker',
    },
  ];
}
