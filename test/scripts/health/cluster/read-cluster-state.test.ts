import { readClusterState } from '../../../../scripts/health/cluster/read-cluster-state';
import { HostError } from '../../../../scripts/hosts/host-error';
import { productionTopology } from '../../../support/production-topology';
import { CLOSED_PORT } from '../../../support/closed-port';

const topology = productionTopology();
const problem = { path: 'broker-2', rule: 'take one of our keys', remedy: 'Add one to the agent' };

test('a look at a cluster keeps why a host is not reached, and nothing of who is only silent', async () => {
  const endpoint = { host: '127.0.0.1', port: CLOSED_PORT };
  const [, second] = topology.hosts;
  const state = await readClusterState({
    topology,
    signal: new AbortController().signal,
    reach: (address) =>
      address === second!.address
        ? Promise.reject(new HostError('authentication', problem))
        : Promise.resolve(endpoint),
  });
  expect([...state.unreached]).toEqual([['broker-2', problem]]);
  expect([state.controllers.size, state.members.size]).toEqual([0, 0]);
});
