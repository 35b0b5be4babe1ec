import { unmarked, type Sayable } from '../../../masking/say';
import { lazy, withShown } from '../../../terraform-plan/lazy';
import type { Change, Plan, ResourceChange, Values } from '../../../terraform-plan/plan';
import { changedAttributes, isSame } from '../../../terraform-plan/values';
import { manifestObjects, type ManifestObject } from './manifest-objects';
import { typeOfKind } from './to-blocks';
import { words } from '../../lists';

/**
 * A plan with the objects of Kubernetes in the place of the manifests that ask for them, so that rules
 * judge a StatefulSet alike whether it comes in blocks, as YAML or as a map of values. Their types are
 * what the `kubernetes` provider calls them, or would: `kubernetes_kafka_topic`. A chart stays beside
 * what it renders, and what can't be read stays what it is.
 */
export function withInnerObjects(plan: Plan): Plan {
  const changes = plan.changes.flatMap((resource) => {
    const objects = innerObjects(resource);
    const isAllTold = resource.type !== 'helm_release' && !changesMore(resource);
    return objects.length > 0 && isAllTold ? objects : [resource, ...objects];
  });
  return { ...plan, changes };
}

/** Whether it changes more than its manifest, and how the provider goes about applying that. */
function changesMore(resource: ResourceChange): boolean {
  return (
    resource.change === 'update' &&
    changedAttributes(resource).some((attribute) => !OF_MANIFEST.test(attribute))
  );
}

const OF_MANIFEST =
  /^(manifest|object|content|id|uid|kind|name|namespace|api_version|(live_)?(yaml|manifest|uid)\w*|computed_fields|field_manager|(server_side_)?apply\w*|(force|ignore|wait|validate|sensitive|delete)\w*|override_namespace|timeouts)$/;

/** The objects that a resource asks for, each as a change of its own, at the address of the resource. */
export function innerObjects(resource: ResourceChange): readonly ResourceChange[] {
  const { type } = resource;
  const [before, after] = [resource.before, resource.after].map((values) =>
    byPlace(manifestObjects(type, values)),
  ) as [Places, Places];
  const shown = lazy(() => ({
    before: manifestObjects(type, resource.shown.before),
    after: manifestObjects(type, resource.shown.after),
  }));
  const isMade = resource.change === 'update' || resource.change === 'replace';
  // What can't be read on one side, or is known only later, says nothing of what goes.
  if (isMade && (before.size === 0 || after.size === 0)) return [];
  return [...new Set([...before.keys(), ...after.keys()])].map((place) => {
    const [old, now] = [before.get(place), after.get(place)];
    const object = {
      ...resource,
      type: typeOf(resource, (now ?? old)!, shown),
      change: changeOf(resource, old, now),
      ...sides(old?.fields, now?.fields),
      afterUnknown: false,
    };
    return withShown(object, () =>
      sides(old && shown().before[old.index]?.fields, now && shown().after[now.index]?.fields),
    );
  });
}

/** A kind that is masked is told where it is one that everybody knows. */
function typeOf({ type }: ResourceChange, { kind }: Placed, shown: () => ShownObjects): Sayable {
  const { before, after } = shown();
  const isTold = KINDS.has(kind) || [...before, ...after].some((object) => object.kind === kind);
  return isTold ? unmarked(typeOfKind(kind)) : type;
}

const KINDS: ReadonlySet<string> = new Set(
  words(`
  Kafka KafkaBridge KafkaConnect KafkaConnector KafkaMirrorMaker2 KafkaNodePool KafkaRebalance
  KafkaTopic KafkaUser StrimziPodSet ConfigMap CronJob CustomResourceDefinition DaemonSet
  Deployment Job Namespace NetworkPolicy PersistentVolume PersistentVolumeClaim Pod
  PodDisruptionBudget Secret Service StatefulSet StorageClass
`),
);

interface ShownObjects {
  readonly before: readonly ManifestObject[];
  readonly after: readonly ManifestObject[];
}

function sides(before: Values | undefined, after: Values | undefined) {
  return { ...(before && { before }), ...(after && { after }) };
}

interface Placed extends ManifestObject {
  /** Among the objects of its resource. */
  readonly index: number;
}

type Places = ReadonlyMap<string, Placed>;

function byPlace(objects: readonly ManifestObject[]): Places {
  return new Map(
    objects.map((object, index) => [`${object.kind} ${object.name}`, { ...object, index }]),
  );
}

/** A resource that is made anew makes all its objects anew. */
function changeOf(
  { change }: ResourceChange,
  old: ManifestObject | undefined,
  now: ManifestObject | undefined,
): Change {
  if (change !== 'update' && change !== 'replace') return change;
  if (old === undefined) return 'create';
  if (now === undefined) return 'delete';
  if (change === 'replace') return 'replace';
  return isSame(old.fields, now.fields) ? 'none' : 'update';
}
