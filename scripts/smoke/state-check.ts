import type { Topology } from '../../cluster/topology';
import type { ClusterState } from '../health/cluster/cluster-state';
import type { ClusterJudge } from '../health/cluster/judge-cluster';
import { failOnProblems } from './check-failure';
import type { SmokeCheck } from './smoke-check';

export interface StateCheckOptions extends Pick<SmokeCheck, 'id' | 'title'> {
  /** By whose judgement the fact holds; the same as everywhere. */
  readonly judges: readonly ClusterJudge[];
  /** The evidence, where it does. */
  readonly seen: (state: ClusterState, topology: Topology) => string;
}

/** A check that judges what one look at the cluster brings. */
export function stateCheck({ id, title, judges, seen }: StateCheckOptions): SmokeCheck {
  return {
    ...{ id, title, judges },
    run: async ({ topology, look }) => {
      const state = await look();
      failOnProblems(judges.flatMap((judge) => judge({ topology, state })));
      return seen(state, topology);
    },
  };
}
