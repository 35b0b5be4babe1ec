import { formatProblem } from '../../../cluster/errors';
import { judgeAnswers } from './judge-answers';
import { judgeAuthorityReplacement } from './judge-authority-replacement';
import { judgeExpiry, judgeRenewal, judgeTakenIn } from './judge-certificates';
import { judgeController } from './judge-controller';
import { judgeClientAuthorities, judgeClientAuthoritiesEnd } from './judge-client-authorities';
import { judgeDeclaredClients } from './judge-declared-clients';
import { judgeDeclaredTopics } from './judge-declared-topics';
import { judgeDurability, judgeInternalDurability } from './judge-durability';
import { judgeEmptyBrokers } from './judge-empty-brokers';
import { judgeFragility } from './judge-fragility';
import type { Finding, JudgedCluster } from './judged-cluster';
import { judgeInternalTopics } from './judge-internal-topics';
import { judgeLeaders } from './judge-leaders';
import { judgeFullDisks, judgeLogDirs } from './judge-log-dirs';
import { judgeMembers } from './judge-members';
import { judgeAlsoPlaintext, judgePlainPorts } from './judge-plain-ports';
import { judgeProtocol } from './judge-protocol';
import { judgeQuorum } from './judge-quorum';
import { judgeReassignments } from './judge-reassignments';
import { judgeRegistration } from './judge-registration';
import { judgeReplication } from './judge-replication';
import { judgeRevokedClients } from './judge-revoked-clients';
import { judgeSettings } from './judge-settings';
import { judgeStrangers } from './judge-strangers';
import { judgeThrottles } from './judge-throttles';

/** What is wrong, by one look at the cluster; empty where nothing is. */
export type ClusterJudge = (cluster: JudgedCluster) => readonly Finding[];

/**
 * How much a finding weighs:
 *
 * - `closes-gate`: no host may be stopped, nor the next one touched.
 * - `fault`: the cluster is not as it should be; a host may be stopped all the same.
 * - `note`: only told: whose clusters are so may want them so.
 */
export type Weight = 'closes-gate' | 'fault' | 'note';

/** One thing that is so in a well cluster. */
export interface ClusterJudgement {
  readonly judge: ClusterJudge;
  readonly weight: Weight;
  /** Whether it is what `converge` compares with the spec, and tells by its plan. @default false */
  readonly isDrift?: true;
}

/** All of them, in the order in which they are told. What each holds to stands in its file. */
export const CLUSTER_JUDGEMENTS: readonly ClusterJudgement[] = [
  { judge: judgeRegistration, weight: 'closes-gate' },
  { judge: judgeAnswers, weight: 'closes-gate' },
  // While a folder of another host is offline, or a disk is about to be, nothing else may go.
  { judge: judgeLogDirs, weight: 'closes-gate' },
  { judge: judgeFullDisks, weight: 'closes-gate' },
  { judge: judgeController, weight: 'closes-gate' },
  // A roll does no harm to a broker that is on its way out.
  { judge: judgeStrangers, weight: 'fault' },
  { judge: judgeReplication, weight: 'closes-gate' },
  // Replicas that were never made come back by no waiting.
  { judge: judgeInternalTopics, weight: 'fault' },
  { judge: judgeInternalDurability, weight: 'fault' },
  { judge: judgeReassignments, weight: 'closes-gate' },
  { judge: judgeMembers, weight: 'closes-gate' },
  { judge: judgeQuorum, weight: 'closes-gate' },
  // A host that is started with a certificate that is over is let in by nobody.
  { judge: judgeExpiry, weight: 'closes-gate' },
  // A start reads the file, and mends it.
  { judge: judgeTakenIn, weight: 'fault' },
  { judge: judgeClientAuthorities, weight: 'fault' },
  // A roll closes them, one host after another.
  { judge: judgePlainPorts, weight: 'fault', isDrift: true },
  // A throttle slows what comes back after a restart, but a roll that waits for it does no harm.
  { judge: judgeThrottles, weight: 'fault' },
  // What mends them comes behind gates itself.
  { judge: judgeSettings, weight: 'fault', isDrift: true },
  { judge: judgeDeclaredTopics, weight: 'fault', isDrift: true },
  { judge: judgeDeclaredClients, weight: 'fault', isDrift: true },
  { judge: judgeProtocol, weight: 'note' },
  // A roll hands leaders back by itself, and Kafka does so after some minutes.
  { judge: judgeLeaders, weight: 'note' },
  { judge: judgeRenewal, weight: 'note' },
  { judge: judgeAuthorityReplacement, weight: 'note' },
  { judge: judgeRevokedClients, weight: 'note' },
  { judge: judgeAlsoPlaintext, weight: 'note' },
  { judge: judgeClientAuthoritiesEnd, weight: 'note' },
  { judge: judgeFragility, weight: 'note' },
  { judge: judgeDurability, weight: 'note' },
  { judge: judgeEmptyBrokers, weight: 'note' },
];

/** All that is not as it should be. */
export function judgeCluster(cluster: JudgedCluster): readonly Finding[] {
  return findingsOf(cluster, ({ weight }) => weight !== 'note');
}

/** The same, without what `converge` tells by its plan. */
export function judgeBesideDrift(cluster: JudgedCluster): readonly Finding[] {
  return findingsOf(cluster, ({ weight, isDrift }) => weight !== 'note' && !isDrift);
}

/** What keeps a host from being stopped, or the next one from being touched. */
export function judgeGate(cluster: JudgedCluster): readonly Finding[] {
  return findingsOf(cluster, ({ weight }) => weight === 'closes-gate');
}

/** What is not as it should be, though no gate stays closed by it. */
export function judgeBehindGate(cluster: JudgedCluster): readonly Finding[] {
  return findingsOf(cluster, ({ weight }) => weight === 'fault');
}

/** What should be known of it, and is no fault. */
export function noteCluster(cluster: JudgedCluster): readonly Finding[] {
  return findingsOf(cluster, ({ weight }) => weight === 'note');
}

/** A host to which there is no way is one problem, in place of those of its broker and its member. */
function findingsOf(
  cluster: JudgedCluster,
  isAsked: (judgement: ClusterJudgement) => boolean,
): readonly Finding[] {
  const { isOnItsWay = false } = cluster;
  const asked = CLUSTER_JUDGEMENTS.filter((each) => isAsked(each) && !(isOnItsWay && each.isDrift));
  const found = asked.flatMap(({ judge }) => judge(cluster));
  return [...new Map(found.map((finding) => [formatProblem(finding), finding])).values()];
}
