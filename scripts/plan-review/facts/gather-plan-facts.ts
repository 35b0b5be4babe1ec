import { gatherClusters } from './cluster-facts';
import { configurationChanges } from './configuration/configuration-changes';
import { hostFiles } from './configuration/host-file-objects';
import type { Plan } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesByType } from './resources/resources-by-type';
import { userDataChanges } from './user-data/user-data-changes';

/** What the rules ask about a plan. Never throws, whatever the values in it. */
export function gatherPlanFacts(plan: Plan): PlanFacts {
  const resources = resourcesByType(plan);
  const files = hostFiles(resources);
  const clusters = gatherClusters({ plan, resources, files });
  return {
    ...{ plan, resources, files, clusters },
    configuration: configurationChanges(files, clusters),
    userData: userDataChanges(resources, clusters),
  };
}
