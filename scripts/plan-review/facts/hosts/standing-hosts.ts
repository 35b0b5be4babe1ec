import type { ClusterFacts, HostFacts, HostFileObject } from '../../plan-facts';

/** Where a file lies: `<cluster>/<host>`. */
export function placeOf({ cluster, host }: HostFileObject): `${string}/${string}` {
  return `${cluster}/${host}`;
}

/** The hosts that a plan knows, each by the place of its files. */
export function standingHosts(clusters: readonly ClusterFacts[]): ReadonlyMap<string, HostFacts> {
  return new Map(
    clusters.flatMap(({ name, hosts }) =>
      hosts.map((host) => [`${name ?? ''}/${host.name}`, host] as const),
    ),
  );
}

/** Whether a file is that of a host that stays, or of one that the plan doesn't know and that has it. */
export function standsOn(file: HostFileObject, hosts: ReadonlyMap<string, HostFacts>): boolean {
  const host = hosts.get(placeOf(file));
  if (host === undefined) return file.object.before !== undefined;
  return host.fate !== 'added' && host.fate !== 'removed' && host.fate !== 'replaced';
}
