import type { Problem } from '../../../cluster/errors';
import { judgeAnswers } from './judge-answers';
import { judgeController } from './judge-controller';
import type { JudgedCluster } from './judged-cluster';
import { judgeInternalTopics } from './judge-internal-topics';
import { judgeMembers } from './judge-members';
import { judgeQuorum } from './judge-quorum';
import { judgeReassignments } from './judge-reassignments';
import { judgeRegistration } from './judge-registration';
import { judgeReplication } from './judge-replication';
import { judgeStrangers } from './judge-strangers';

/** One thing that is so in a well cluster. */
export interface ClusterJudgement {
  /** What is wrong, by one look at the cluster; empty where it is so. */
  readonly judge: (cluster: JudgedCluster) => readonly Problem[];
  /** Whether a gate stays closed where it is not so: no host may be stopped, nor the next one touched. */
  readonly closesGate: boolean;
}

/** All of them, in the order in which they are told. What each holds to stands in its file. */
export const CLUSTER_JUDGEMENTS: readonly ClusterJudgement[] = [
  { judge: judgeRegistration, closesGate: true },
  { judge: judgeAnswers, closesGate: true },
  { judge: judgeController, closesGate: true },
  // A roll does no harm to a broker that is on its way out.
  { judge: judgeStrangers, closesGate: false },
  { judge: judgeReplication, closesGate: true },
  // Replicas that were never made come back by no waiting.
  { judge: judgeInternalTopics, closesGate: false },
  { judge: judgeReassignments, closesGate: true },
  { judge: judgeMembers, closesGate: true },
  { judge: judgeQuorum, closesGate: true },
];

/** All that is not as it should be. */
export function judgeCluster(cluster: JudgedCluster): readonly Problem[] {
  return problemsOf(CLUSTER_JUDGEMENTS, cluster);
}

/** What keeps a host from being stopped, or the next one from being touched. */
export function judgeGate(cluster: JudgedCluster): readonly Problem[] {
  return problemsOf(
    CLUSTER_JUDGEMENTS.filter(({ closesGate }) => closesGate),
    cluster,
  );
}

/** A host to which there is no way is one problem, in place of those of its broker and its member. */
function problemsOf(
  judgements: readonly ClusterJudgement[],
  cluster: JudgedCluster,
): readonly Problem[] {
  return [...new Set(judgements.flatMap(({ judge }) => judge(cluster)))];
}
