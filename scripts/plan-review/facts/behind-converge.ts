import { configurationAddress } from '../../terraform-plan/configuration-address';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import { securityChanges } from './configuration/security-changes';
import { isConverged } from './deploy/deploy-steps';

/**
 * Tells rules that a change of security takes away behind `converge`, which has closed their ports by then: it
 * waits for them, so they are still in the code, as none (`count = 0`), as stacks/firewall.ts writes them.
 */
export function goesBehindConverge(facts: PlanFacts): (rule: ResourceChange) => boolean {
  const steps = securityChanges(facts)
    .filter(({ cluster }) => isConverged(cluster))
    .flatMap(({ cluster }) => cluster.steps.filter(({ kind }) => kind === 'converge'));
  const awaited = new Set(
    steps.flatMap(
      ({ address }) => facts.plan.dependencies.get(configurationAddress(address)) ?? [],
    ),
  );
  return ({ address, change }) => change === 'delete' && awaited.has(configurationAddress(address));
}
