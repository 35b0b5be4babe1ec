import type { InventoryHost } from '../../../cluster/inventory/inventory';
import type { Finding } from './judged-cluster';
import type { InstanceStates } from './read-instances';

/** Every host's instance runs, as far as EC2 could be asked. */
export function judgeInstances(
  hosts: readonly Pick<InventoryHost, 'name'>[],
  instances: InstanceStates | undefined,
): readonly Finding[] {
  if (!instances) return [];
  return hosts.flatMap(({ name }) => {
    const { id, state, reason } = instances.get(name) ?? GONE;
    if (state === 'running' || state === 'pending') return [];
    const told = reason === undefined ? '' : ` (${reason})`;
    return [
      {
        host: name,
        path: name,
        rule: 'have an instance that runs',
        value: id === '' ? 'none of its tags' : `${id}, which is ${state}${told}`,
        remedy: STOPPED.includes(state)
          ? 'Deploy, which starts it: `cdktf deploy` or `cdktn deploy`'
          : 'Deploy, which makes it anew with its address and its volumes: `cdktf deploy` or `cdktn deploy`',
      },
    ];
  });
}

const GONE = { id: '', state: 'terminated', reason: undefined };
const STOPPED = ['stopped', 'stopping'];
