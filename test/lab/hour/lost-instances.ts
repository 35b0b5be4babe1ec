import { readAccount } from '../account';
import { waitUntil } from '../exec';
import { faultsOf } from '../faults';
import type { Expected } from './disagreements';
import type { Hour } from './hour';

/** Resolves when EC2 shows it as stopped. */
export async function powerLost({ deployed }: Hour, name: string): Promise<void> {
  const id = deployed.instanceOf(name);
  await faultsOf(deployed.lab).loseHost(name);
  await waitUntil('EC2 to see it', async () => (await stateOf(deployed, id)) === 'stopped');
}

async function stateOf({ lab }: Hour['deployed'], id: string): Promise<string | undefined> {
  const { instances } = await readAccount(lab.place.control);
  return instances.find((instance) => instance.id === id)?.state;
}

/** It is gone for good, as after somebody's mistake. */
export async function terminate({ deployed }: Hour, name: string): Promise<void> {
  const { calls } = deployed;
  const InstanceId = deployed.instanceOf(name);
  const DisableApiTermination = { Value: false };
  await calls.call('ec2', 'modify_instance_attribute', { InstanceId, DisableApiTermination });
  await calls.call('ec2', 'terminate_instances', { InstanceIds: [InstanceId] });
  await waitUntil('it to be gone', async () =>
    ['terminated', undefined].includes(await stateOf(deployed, InstanceId)),
  );
}

/** What is to be said of a host whose instance does not run. */
export function withoutInstance(name: string, state: 'stopped' | 'terminated'): Expected {
  const cause = `${name}: must have an instance that runs, got '?i-\\w+, which is ${state}.*[Dd]eploy`;
  return { weight: 'closes-gate', says: [new RegExp(cause)] };
}
