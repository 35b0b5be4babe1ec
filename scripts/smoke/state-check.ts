import type { Topology } from '../../cluster/topology';
import type { ClusterState } from '../health/cluster/cluster-state';
import type { ClusterJudge } from '../health/cluster/judge-cluster';
import { judgeController } from '../health/cluster/judge-controller';
import { failOnProblems } from './check-failure';
import type { SmokeCheck } from './smoke-check';

export interface StateCheckOptions extends Pick<SmokeCheck, 'id' | 'title'> {
  /** By whose judgement the fact holds; the same as everywhere. */
  readonly judges: readonly ClusterJudge[];
  /** Whether it is about what only the controller tells: while there is none, nothing was seen of it. @default false */
  readonly isOfController?: true;
  /** The evidence, where it does. */
  readonly seen: (state: ClusterState, topology: Topology) => string;
}

/** A check that judges what one look at the cluster brings. */
export function stateCheck({ isOfController, ...check }: StateCheckOptions): SmokeCheck {
  const { id, title, judges, seen } = check;
  return {
    ...{ id, title, judges },
    run: async ({ topology, look }) => {
      const state = await look();
      if (isOfController) failOnProblems(judgeController({ state, topology }));
      failOnProblems(judges.flatMap((judge) => judge({ topology, state })));
      return seen(state, topology);
    },
  };
}
