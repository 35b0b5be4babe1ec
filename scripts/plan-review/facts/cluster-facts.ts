import { unmarked, type Sayable } from '../../masking/say';
import { withShown } from '../../terraform-plan/lazy';
import { isMask } from '../../terraform-plan/quote';
import { parseProperties } from '../../../cluster/settings/java-properties';
import { startsFromOutside, stopsFromOutside } from './volumes/attachments';
import { deploySteps, type OwnedStep } from './deploy/deploy-steps';
import { groupBy } from '../lists';
import type { Plan, ResourceChange, Values } from '../../terraform-plan/plan';
import type { ClusterFacts, HostFacts, HostFile, HostFileObject, Replication } from '../plan-facts';
import { stopCauses } from './hosts/stop-causes';
import { tagIn, tagOf } from '../../terraform-plan/values';

export interface ClusterSources {
  readonly plan: Plan;
  readonly resources: ReadonlyMap<string, readonly ResourceChange[]>;
  readonly files: readonly HostFileObject[];
}

/** The clusters of a plan, each with its hosts in the order of their names. */
export function gatherClusters({
  plan,
  resources,
  files,
}: ClusterSources): readonly ClusterFacts[] {
  const byCluster = groupBy(
    (resources.get('aws_instance') ?? []).filter(({ deposed }) => deposed === undefined),
    clusterOf,
  );
  const stops = stopsFromOutside(resources);
  const starts = startsFromOutside(resources);
  const steps = deploySteps(resources.get('terraform_data') ?? [], plan);
  const filesByCluster = groupBy(files, ({ cluster }) => cluster);
  return [...byCluster].map(([name, instances]) => {
    // A foreign stack's files say nothing of their cluster: all of them count for its hosts.
    const own = name === undefined ? files : (filesByCluster.get(name) ?? []);
    const roles = rolesByHost(own);
    const settings = own.filter(({ nature }) => nature === 'broker-settings');
    const hosts = instances.map((instance) =>
      hostFacts(instance, {
        ...{ name, roles, stops: stops.get(instance.address) ?? [] },
        isStarted: starts.has(instance.address),
      }),
    );
    const cluster = {
      ...(name !== undefined && { name }),
      hosts: toldApart(hosts).sort((a, b) => collator.compare(a.shown.name, b.shown.name)),
      ...replicationOf(settings),
      steps: ownSteps(steps, instances, byCluster.size === 1),
    };
    return withShown(cluster, () => ({
      ...(name !== undefined && { name: shownClusterOf(instances[0]!) }),
      get replication() {
        return replicationOf(settings.map((file) => file.shown));
      },
    }));
  });
}

/** Hosts of others may share a name, as all of a `count` do: those go by their addresses. */
function toldApart(hosts: readonly HostFacts[]): HostFacts[] {
  const byName = groupBy(hosts, ({ name }) => name);
  return hosts.map((host) => {
    const isShared = byName.get(host.name)!.length > 1 && !tagOf(host.instance, 'kafka-host');
    return isShared ? { ...host, name: host.address, shown: { name: host.address } } : host;
  });
}

const collator = new Intl.Collator('en', { numeric: true });

/** As it stands: a tag that changes is judged by a rule. */
function clusterOf({ before, after }: Sides): string | undefined {
  return tagIn(before, 'kafka-cluster') ?? tagIn(after, 'kafka-cluster');
}

function shownClusterOf({ shown }: ResourceChange): Sayable {
  return unmarked(clusterOf(shown) ?? '');
}

interface Sides {
  readonly before?: Values;
  readonly after?: Values;
}

interface Roles {
  readonly isBroker: boolean;
  readonly isZookeeper: boolean;
}

interface HostContext {
  readonly name: string | undefined;
  readonly roles: ReadonlyMap<string, Roles>;
  /** What stops it without a change of its own. */
  readonly stops: readonly Sayable[];
  /** Whether it stands still, and is started without a change of its own. */
  readonly isStarted: boolean;
}

function hostFacts(instance: ResourceChange, context: HostContext): HostFacts {
  const { address } = instance;
  const name = hostName(instance, context.name) ?? address;
  const causes = stopCauses(instance);
  const stoppedBy = [...causes.stoppedBy, ...context.stops];
  const host = {
    ...{ name, address, instance, ...causes, stoppedBy },
    ...(context.roles.get(name) ?? rolesByName(`${name} ${instance.name}`)),
    fate: fateOf(instance, stoppedBy),
    stopsOutOfOrder: context.stops.length > 0,
    isStarted: context.isStarted,
  };
  return withShown(host, () => {
    const shown = hostName(instance.shown, clusterOf(instance.shown));
    return { name: shown === undefined || isMask(shown) ? address : unmarked(shown) };
  });
}

function hostName(sides: Sides, cluster: string | undefined): string | undefined {
  const host = tagIn(sides.before, 'kafka-host') ?? tagIn(sides.after, 'kafka-host');
  if (host !== undefined) return host;
  const name = tagOf(sides, 'Name');
  return cluster !== undefined && name?.startsWith(`${cluster}-`)
    ? name.slice(cluster.length + 1)
    : name;
}

function fateOf({ change }: ResourceChange, stoppedBy: readonly Sayable[]): HostFacts['fate'] {
  switch (change) {
    case 'create':
      return 'added';
    case 'delete':
      return 'removed';
    case 'replace':
    // What nobody knows is taken for the gravest that leaves the host in the plan.
    case 'unknown':
      return 'replaced';
    case 'none':
    case 'read':
    // Terraform forgets it, and it runs on.
    case 'forget':
      return stoppedBy.length > 0 ? 'stopped' : 'untouched';
    case 'update':
      return stoppedBy.length > 0 ? 'stopped' : 'changed-running';
  }
}

function rolesByHost(files: readonly HostFileObject[]): ReadonlyMap<string, Roles> {
  const roles = new Map<string, Roles>();
  for (const { host, nature } of files) {
    if (host === '') continue;
    const known = roles.get(host) ?? { isBroker: false, isZookeeper: false };
    roles.set(host, {
      isBroker: known.isBroker || nature === 'broker-settings',
      isZookeeper: known.isZookeeper || nature === 'zookeeper-settings',
    });
  }
  return roles;
}

function rolesByName(name: string): Roles {
  return {
    isBroker: /kafka|broker/i.test(name) && !/zookeeper|connect|exporter|bastion|ui\b/i.test(name),
    isZookeeper: /zookeeper|(^|[-_ ])zk($|[-_ \d])/i.test(name),
  };
}

function replicationOf(files: readonly HostFile[]): Replication {
  const settings = files
    .flatMap(({ before, after }) => [before, after])
    .filter((text) => text !== undefined)
    .map((text) => parseProperties(text));
  const lowest = (key: string) => {
    const values = settings.map((setting) => Number(setting.get(key) ?? NaN));
    const known = values.filter((value) => Number.isInteger(value) && value > 0);
    return known.length > 0 ? Math.min(...known) : undefined;
  };
  const minInsyncReplicas = lowest('min.insync.replicas');
  const replicationFactor = lowest('default.replication.factor');
  return {
    ...(minInsyncReplicas !== undefined && { minInsyncReplicas }),
    ...(replicationFactor !== undefined && { replicationFactor }),
  };
}

/** Steps and hosts of one construct have names that begin alike. */
function ownSteps(
  steps: readonly OwnedStep[],
  instances: readonly ResourceChange[],
  isOnlyCluster: boolean,
): ClusterFacts['steps'] {
  const names = instances.map(({ name }) => name);
  return steps
    .filter(
      ({ owner }) => isOnlyCluster || names.some((name) => name.startsWith(owner && `${owner}_`)),
    )
    .map(({ kind, address, state }) => ({ kind, address, state }));
}
