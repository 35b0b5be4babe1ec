import type { Rule } from '../rule';
import { aclOpened } from './acl-opened';
import { alarmsRemoved } from './alarms-removed';
import { capacityCut } from './capacity-cut';
import { changeUnjudged } from './change-unjudged';
import { changeUnknown } from './change-unknown';
import { chartWeakened } from './chart-weakened';
import { checkFailed } from './check-failed';
import { claimLost } from './claim-lost';
import { clientsRefused } from './clients-refused';
import { clusterOpened } from './cluster-opened';
import { clusterReduced } from './cluster-reduced';
import { commandHarmful } from './command-harmful';
import { configurationRestarts } from './configuration-restarts';
import { durabilityWeakened } from './durability-weakened';
import { encryptionWeakened } from './encryption-weakened';
import { exposedToInternet } from './exposed-to-internet';
import { gatesOff } from './gates-off';
import { groupRenewed } from './group-renewed';
import { historyCut } from './history-cut';
import { hostAdded } from './host-added';
import { hostChangeUnjudged } from './host-change-unjudged';
import { hostFilesLost } from './host-files-lost';
import { hostProgramChanged } from './host-program-changed';
import { hostRemoved } from './host-removed';
import { hostReplaced } from './host-replaced';
import { hostStopped } from './host-stopped';
import { hostsDownTogether } from './hosts-down-together';
import { iamRemoved } from './iam-removed';
import { iamWidened } from './iam-widened';
import { identityChanged } from './identity-changed';
import { imageMoved } from './image-moved';
import { ingressWidened } from './ingress-widened';
import { innerDiskLost } from './inner-disk-lost';
import { kafkaDowngrade } from './kafka-downgrade';
import { keyLost } from './key-lost';
import { listenerWeakened } from './listener-weakened';
import { manifestChanged } from './manifest-changed';
import { membersFewer } from './members-fewer';
import { metadataOpen } from './metadata-open';
import { objectsExpire } from './objects-expire';
import { pathChanged } from './path-changed';
import { planPartial } from './plan-partial';
import { protectionOff } from './protection-off';
import { quorumChanged } from './quorum-changed';
import { dataStoreLost, resourceLost } from './resource-lost';
import { retentionShortened } from './retention-shortened';
import { securityChanged } from './security-changed';
import { stateForgotten } from './state-forgotten';
import { storeShrunk } from './store-shrunk';
import { templateDiskLost } from './template-disk-lost';
import { textUnseen } from './text-unseen';
import { topicNarrowed } from './topic-narrowed';
import { topicUnmanaged } from './topic-unmanaged';
import { trafficCut } from './traffic-cut';
import { understandingOf } from './understanding';
import { upgradeStepSkipped } from './upgrade-step-skipped';
import { userDataChanged } from './user-data-changed';
import { valuesRedacted } from './values-redacted';
import { volumeDetached } from './volume-detached';
import { volumeEmpty } from './volume-empty';
import { volumeLost } from './volume-lost';

/** All rules that know what they look for, data first. */
const KNOWING: readonly Rule[] = [
  volumeLost,
  innerDiskLost,
  volumeDetached,
  volumeEmpty,
  objectsExpire,
  keyLost,
  storeShrunk,
  historyCut,
  claimLost,
  templateDiskLost,
  membersFewer,
  clusterReduced,
  chartWeakened,
  commandHarmful,
  retentionShortened,
  hostsDownTogether,
  hostRemoved,
  identityChanged,
  quorumChanged,
  kafkaDowngrade,
  upgradeStepSkipped,
  stateForgotten,
  changeUnknown,
  ingressWidened,
  exposedToInternet,
  trafficCut,
  pathChanged,
  securityChanged,
  listenerWeakened,
  clusterOpened,
  aclOpened,
  iamWidened,
  encryptionWeakened,
  metadataOpen,
  gatesOff,
  protectionOff,
  hostReplaced,
  hostStopped,
  hostAdded,
  hostChangeUnjudged,
  imageMoved,
  userDataChanged,
  configurationRestarts,
  manifestChanged,
  hostProgramChanged,
  durabilityWeakened,
  topicNarrowed,
  topicUnmanaged,
  groupRenewed,
  clientsRefused,
  textUnseen,
  capacityCut,
  hostFilesLost,
  iamRemoved,
  alarmsRemoved,
  checkFailed,
  valuesRedacted,
  planPartial,
];

const understood = understandingOf(KNOWING);

/**
 * All rules, in the order in which a review lists findings of one severity: data first, and last what is
 * left over: what no other rule understands.
 */
export const RULES: readonly Rule[] = [
  dataStoreLost(understood),
  ...KNOWING,
  changeUnjudged(understood),
  resourceLost(understood),
];
