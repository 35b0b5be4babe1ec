import { formatProblem } from '../../../cluster/errors';
import { judgeAnswers } from './judge-answers';
import { judgeController } from './judge-controller';
import { judgeEmptyBrokers } from './judge-empty-brokers';
import { judgeFragility } from './judge-fragility';
import type { Finding, JudgedCluster } from './judged-cluster';
import { judgeInternalTopics } from './judge-internal-topics';
import { judgeLeaders } from './judge-leaders';
import { judgeFullDisks, judgeLogDirs } from './judge-log-dirs';
import { judgeMembers } from './judge-members';
import { judgeQuorum } from './judge-quorum';
import { judgeReassignments } from './judge-reassignments';
import { judgeRegistration } from './judge-registration';
import { judgeReplication } from './judge-replication';
import { judgeStrangers } from './judge-strangers';
import { judgeThrottles } from './judge-throttles';

/** One thing that is so in a well cluster. */
export interface ClusterJudgement {
  /** What is wrong, by one look at the cluster; empty where it is so. */
  readonly judge: (cluster: JudgedCluster) => readonly Finding[];
  /** Whether a gate stays closed where it is not so: no host may be stopped, nor the next one touched. */
  readonly closesGate: boolean;
  /** Whether it is only told: whose clusters are so may want them so. @default false */
  readonly isNote?: true;
}

/** All of them, in the order in which they are told. What each holds to stands in its file. */
export const CLUSTER_JUDGEMENTS: readonly ClusterJudgement[] = [
  { judge: judgeRegistration, closesGate: true },
  { judge: judgeAnswers, closesGate: true },
  // While a folder of another host is offline, or a disk is about to be, nothing else may go.
  { judge: judgeLogDirs, closesGate: true },
  { judge: judgeFullDisks, closesGate: true },
  { judge: judgeController, closesGate: true },
  // A roll does no harm to a broker that is on its way out.
  { judge: judgeStrangers, closesGate: false },
  { judge: judgeReplication, closesGate: true },
  // Replicas that were never made come back by no waiting.
  { judge: judgeInternalTopics, closesGate: false },
  { judge: judgeReassignments, closesGate: true },
  { judge: judgeMembers, closesGate: true },
  { judge: judgeQuorum, closesGate: true },
  // A throttle slows what comes back after a restart, but a roll that waits for it does no harm.
  { judge: judgeThrottles, closesGate: false },
  // A roll hands leaders back by itself, and Kafka does so after some minutes.
  { judge: judgeLeaders, closesGate: false, isNote: true },
  { judge: judgeFragility, closesGate: false, isNote: true },
  { judge: judgeEmptyBrokers, closesGate: false, isNote: true },
];

/** All that is not as it should be. */
export function judgeCluster(cluster: JudgedCluster): readonly Finding[] {
  return findingsOf(
    CLUSTER_JUDGEMENTS.filter(({ isNote }) => !isNote),
    cluster,
  );
}

/** What should be known of it, and is no fault. */
export function noteCluster(cluster: JudgedCluster): readonly Finding[] {
  return findingsOf(
    CLUSTER_JUDGEMENTS.filter(({ isNote }) => isNote),
    cluster,
  );
}

/** What keeps a host from being stopped, or the next one from being touched. */
export function judgeGate(cluster: JudgedCluster): readonly Finding[] {
  return findingsOf(
    CLUSTER_JUDGEMENTS.filter(({ closesGate }) => closesGate),
    cluster,
  );
}

/** A host to which there is no way is one problem, in place of those of its broker and its member. */
function findingsOf(
  judgements: readonly ClusterJudgement[],
  cluster: JudgedCluster,
): readonly Finding[] {
  const found = judgements.flatMap(({ judge }) => judge(cluster));
  return [...new Map(found.map((finding) => [formatProblem(finding), finding])).values()];
}
