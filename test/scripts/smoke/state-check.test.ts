import type { ClusterState } from '../../../scripts/health/cluster/cluster-state';
import { clientsAsDeclared } from '../../../scripts/smoke/checks/clients-as-declared';
import { nothingLeftBehind } from '../../../scripts/smoke/checks/nothing-left-behind';
import { replication } from '../../../scripts/smoke/checks/replication';
import { topicsAsDeclared } from '../../../scripts/smoke/checks/topics-as-declared';
import type { CheckContext } from '../../../scripts/smoke/smoke-check';
import { productionTopology } from '../../support/production-topology';

const topology = productionTopology();

/** A cluster in which nothing is seen but who each broker says the controller is. */
function contextOf(...controllers: readonly number[]): CheckContext {
  const state = {
    ...{ topics: [], reassignments: [], throttled: [], quotas: [], registered: [1, 2, 3] },
    ...{ topicSettings: new Map(), adding: new Map() },
    controllers: new Map(controllers.map((id, index) => [`broker-${index + 1}`, id])),
  } as unknown as ClusterState;
  return { topology, look: () => Promise.resolve(state) } as unknown as CheckContext;
}

const CHECKS = [replication, nothingLeftBehind, topicsAsDeclared, clientsAsDeclared];

test.each(CHECKS)('$id is not well while no controller tells', async (check) => {
  await expect(check.run(contextOf(-1, -1))).rejects.toThrow(
    "The brokers: must name one controller, got 'broker-1: none, broker-2: none'",
  );
  await expect(check.run(contextOf(2, 2))).resolves.not.toBe('');
});
