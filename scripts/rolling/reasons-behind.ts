import type { Reason, ReasonCode } from '../../cluster/changes/reasons';
import { PROTOCOL_SETTING } from '../../cluster/kafka-releases';
import type { Host, Topology } from '../../cluster/topology';
import type { ClusterState } from '../health/cluster/cluster-state';
import type { HostState } from '../health/host/host-state';
import { runningBrokers } from '../health/settings/read-running-brokers';
import { planHost } from './host-plan';
import { brokerEvidence } from './plan-convergence';

/** What was seen of a host, and of its cluster. */
export interface SeenHost {
  readonly state: HostState;
  readonly manifest: string | undefined;
  readonly release: string | undefined;
  readonly settings: ClusterState['settings'];
}

/** The judgement of the brokers' settings tells them, for all brokers together. */
const TOLD_BY_BROKERS: readonly ReasonCode[] = ['setting-differs', 'override-left'];

/** Why `converge` would change a host, beside what brokers tell of their settings. */
export function reasonsBehind(topology: Topology, host: Host, seen: SeenHost): readonly Reason[] {
  const broker = brokerEvidence(runningBrokers(topology, seen.settings), host);
  return planHost(topology, host, { ...seen, broker }).reasons.filter(
    (reason) => !TOLD_BY_BROKERS.includes(reason.code) && !isForProtocol(reason),
  );
}

/** An upgrade raises it in a roll of its own: that is told of all brokers together as well. */
function isForProtocol(reason: Reason): boolean {
  return reason.code === 'process-older' && reason.keys.join() === PROTOCOL_SETTING;
}
