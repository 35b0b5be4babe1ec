import { configurationAddress } from '../../../terraform-plan/configuration-address';
import type { Plan, ResourceChange } from '../../../terraform-plan/plan';
import { isUnknown, textOf } from '../../../terraform-plan/values';
import { reaches } from '../../kinds/reaching';
import type { PlanFacts } from '../../plan-facts';
import { oncePerPlan } from './once-per-plan';
import { placesThatCome } from './places-that-come';
import { words } from '../../lists';

/**
 * Whether something that comes changes nothing that stands: by its type, or since what it belongs to
 * comes in the same plan.
 */
export function standsAlone(resource: ResourceChange, { plan }: PlanFacts): boolean {
  if (reaches(resource.type) !== true) return true;
  const { after } = resource;
  const key = OWNERS.find((each) => textOf(after, each) !== undefined || isUnknown(resource, each));
  if (key === undefined) return isMadeFor(resource, plan);
  const owner = textOf(after, key);
  // The id of what stands is known; a name may be known of what comes, too.
  return owner === undefined ? isMadeFor(resource, plan, true) : comingNames(plan).has(owner);
}

/** Attributes that name what a thing belongs to, the one that changes most by it first. */
const OWNERS = words(`
  route_table_id network_acl_id security_group_id bucket queue_url topic_arn key_id repository
  repository_name secret_arn secret_id role user group instance_id instance server_id droplet_id
  virtual_machine_id target_group_arn autoscaling_group_name listener_arn load_balancer_arn
  cluster_name cluster_arn cluster_id cluster log_group_name table_name function_name
  file_system_id topic topic_name stream_name volume_id disk network_interface_id subnet_id vpc_id
  network network_security_group_name security_group firewall_id zone_id dataset_id
  service_account_id key_vault_id storage_account_id resource_group_name
`);

/** Where nothing names the owner: whether all that the code refers to comes as well. */
function isMadeFor({ address }: ResourceChange, plan: Plan, isNamed = false): boolean {
  const places = plan.dependencies.get(configurationAddress(address)) ?? [];
  const coming = comingPlaces(plan);
  const standing = places.filter((place) => coming.get(place) === false);
  const made = places.filter((place) => coming.get(place) === true);
  return isNamed
    ? made.length > 0 || standing.length === 0
    : made.length > 0 && standing.length === 0;
}

/** Of all managed resources. */
const comingPlaces = placesThatCome(({ mode }) => mode === 'managed');

/** The names of things that come, but not of what only belongs to others. */
const comingNames = oncePerPlan(
  (plan) =>
    new Set(
      plan.changes
        .filter(({ change, type }) => change === 'create' && reaches(type) !== true)
        .flatMap(({ after = {} }) => Object.entries(after))
        .filter(
          ([key, value]) =>
            /(^|_)(name|bucket|id|identifier)$/.test(key) && typeof value === 'string',
        )
        .map(([, value]) => value as string),
    ),
);
