import { gatherClusters } from './cluster-facts';
import { configurationChanges } from './configuration/configuration-changes';
import { foreignFiles } from './configuration/foreign-files';
import { hostFiles } from './configuration/host-file-objects';
import { settingsChanges } from './configuration/settings-changes';
import { withInnerObjects } from './kubernetes/inner-objects';
import type { Plan } from '../../terraform-plan/plan';
import type { PlanFacts } from '../plan-facts';
import { resourcesByType } from './resources/resources-by-type';
import { userDataChanges } from './user-data/user-data-changes';

/** What the rules ask about a plan. Never throws, whatever the values in it. */
export function gatherPlanFacts(given: Plan): PlanFacts {
  const plan = withInnerObjects(given);
  const resources = resourcesByType(plan);
  const files = [...hostFiles(resources), ...foreignFiles(resources)];
  const clusters = gatherClusters({ plan, resources, files });
  const configuration = configurationChanges(files, clusters);
  const userData = userDataChanges(resources, clusters);
  return {
    ...{ plan, resources, files, clusters, configuration, userData },
    settings: settingsChanges({ configuration, userData, resources }),
  };
}
