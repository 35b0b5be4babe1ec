import { UserError } from '../../../cluster/errors';
import type { Topology } from '../../../cluster/topology';
import { entityText } from '../../../cluster/topics/resolve-quotas';
import { AccessError } from '../../cluster-access/access-error';
import { directReach, type Reach } from '../../cluster-access/reach';
import type { Coordination } from '../../coordination/coordination';
import { openCoordination } from '../../coordination/open-coordination';
import type { ManagedNames } from './found-topics';

/** What a spec named when it was last brought to the cluster: kept there, so that any runner finds it. */
const PATH = '/cdktf-kafka/topics';
const LIMIT_MS = 5_000;

export interface ReachedCluster {
  readonly topology: Topology;
  readonly reach?: Reach;
  readonly signal: AbortSignal;
}

/** Undefined where nobody has noted any, or gives no answer: then all that no spec names is foreign. */
export async function readManaged(cluster: ReachedCluster): Promise<ManagedNames | undefined> {
  return await withCoordination(cluster, async (coordination) => {
    const entry = await coordination.read(PATH);
    return entry && parse(entry.data);
  });
}

/** Whether all that a spec names is noted, and no quota that it does not name. */
export function isNoted({ spec }: Topology, managed: ManagedNames | undefined): boolean {
  const quotas = spec.quotas.map(({ entity }) => entityText(entity)).sort();
  return (
    spec.topics.every(({ name }) => managed?.topics.includes(name)) &&
    quotas.join('\n') === (managed?.quotas ?? []).join('\n')
  );
}

/** Notes what the spec names, beside what stood in it before: topics for good, quotas till they are taken back. */
export async function rememberManaged(cluster: ReachedCluster): Promise<void> {
  const { topics, quotas } = cluster.topology.spec;
  await withCoordination(cluster, async (coordination) => {
    const entry = await coordination.read(PATH);
    const before = entry && parse(entry.data);
    const names = new Set([...(before?.topics ?? []), ...topics.map(({ name }) => name)]);
    const text = JSON.stringify({
      topics: [...names].sort(),
      quotas: quotas.map(({ entity }) => entityText(entity)).sort(),
    });
    if (entry?.data === text) return;
    if (!entry) await coordination.create(PATH, text);
    else await coordination.write(PATH, text);
  });
}

async function withCoordination<T>(
  { topology, reach = directReach, signal }: ReachedCluster,
  work: (coordination: Coordination) => Promise<T>,
): Promise<T | undefined> {
  try {
    const options = { topology, reach, signal, limitMs: LIMIT_MS };
    const coordination = await openCoordination(options);
    return await work(coordination).finally(() => coordination.close());
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AccessError || error instanceof UserError) return undefined;
    throw error;
  }
}

/** Somebody may have written there by hand. */
function parse(text: string): ManagedNames | undefined {
  try {
    const { topics, quotas } = JSON.parse(text) as ManagedNames;
    return Array.isArray(topics) && Array.isArray(quotas) ? { topics, quotas } : undefined;
  } catch {
    return undefined;
  }
}
