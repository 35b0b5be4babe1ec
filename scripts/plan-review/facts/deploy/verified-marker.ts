import type { ResourceChange } from '../../../terraform-plan/plan';
import type { ClusterFacts, PlanFacts } from '../../plan-facts';
import { listOf, textOf } from '../../../terraform-plan/values';

/** The object that says that a cluster was once found whole, as it stands before the plan. */
export function verifiedMarkers(
  { name }: ClusterFacts,
  { resources }: PlanFacts,
): readonly ResourceChange[] {
  const objects = resources.get('aws_s3_object') ?? [];
  return objects.filter(({ before }) => textOf(before, 'key') === `${name}/verified`);
}

/** Whether gates really wait: they ask the bucket for the marker, not terraform's state. */
export function isVerified(cluster: ClusterFacts, facts: PlanFacts): boolean {
  return verifiedMarkers(cluster, facts).length > 0 && !isMarkerMissed(cluster, facts);
}

/** Whether the plan has looked for the marker where gates look, and found none. */
export function isMarkerMissed({ name }: ClusterFacts, { plan }: PlanFacts): boolean {
  return [...plan.standing].some(
    ([address, { values }]) =>
      /(^|\.)data\.aws_s3_objects\./.test(address) &&
      textOf(values, 'prefix') === `${name}/verified` &&
      Array.isArray(values.keys) &&
      listOf(values, 'keys').length === 0,
  );
}
