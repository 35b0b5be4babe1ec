import { formatProblem, type Problem } from '../../cluster/errors';
import type { BrokerHost, Host, Topology } from '../../cluster/topology';
import type { ClusterChange } from '../changing/cluster-change';
import { judgeGate } from '../health/cluster/judge-cluster';
import type { LiveCluster } from '../health/deployed-cluster';
import { GateError } from '../health/gate/wait-for-gate';
import { mend } from '../health/remedies';
import type { WriteProbe } from '../probing/write-probe';

/** What is asked before a process of a host is stopped. */
export interface StopApproach {
  readonly cluster: { readonly topology: Topology } & Pick<LiveCluster, 'look' | 'gate'>;
  readonly change: Pick<ClusterChange, 'signal' | 'confirm'>;
  readonly onProgress?: (text: string) => void;
  /** Has brokers take writes; without one, a broker that hangs is noticed ten seconds later. */
  readonly probe?: Pick<WriteProbe, 'findSilent'> | undefined;
}

/** An older look says nothing of this moment: this process may have been frozen meanwhile. */
const FRESH_MS = 3_000;
/** A write takes milliseconds. A broker that pauses to collect garbage, or that is busy, is asked again with more patience. */
const WRITE_LIMITS_MS = [1_000, 2_000, 4_000, 8_000];

/**
 * The last question before a process is stopped, behind a gate and all that took time since: is the
 * cluster still well apart from this host, does every other broker take a write, and is the cluster still ours to
 * change? Where it is not well any more, the gate is waited for again.
 *
 * @throws GateError where the gate stays closed, or a broker that it lets pass takes no write
 * @throws LockLostError where somebody else may change the cluster
 */
export async function rightBeforeStop(
  approach: StopApproach,
  { name }: Pick<Host, 'name'>,
): Promise<void> {
  const { cluster, change, onProgress } = approach;
  const { signal } = change;
  let hung = 0;
  for (;;) {
    const limitMs = WRITE_LIMITS_MS[hung]!;
    const silent = await findHanging(approach, name, limitMs);
    const problem = silent ?? (await judgeNow(approach, name));
    if (!problem) {
      const seen = Date.now();
      await change.confirm();
      // Last of all, for what hangs from now on is not seen any more.
      const isServing = !(await findHanging(approach, name, limitMs));
      if (isServing && Date.now() - seen < FRESH_MS) return;
      continue;
    }
    onProgress?.(`${name}: not stopped now. ${formatProblem(problem)}`);
    if (silent && (hung += 1) === WRITE_LIMITS_MS.length) {
      throw new GateError([silent], 'The gate was open each time that it did not.');
    }
    await cluster.gate({ signal, apartFrom: name });
  }
}

async function judgeNow(
  { cluster, change }: StopApproach,
  apartFrom: string,
): Promise<Problem | undefined> {
  const state = await cluster.look(change.signal);
  return judgeGate({ topology: cluster.topology, apartFrom, state })[0];
}

async function findHanging(
  { probe, cluster }: StopApproach,
  apartFrom: string,
  limitMs: number,
): Promise<Problem | undefined> {
  const [silent, ...others] = (await probe?.findSilent(limitMs, apartFrom)) ?? [];
  return silent && hangs(silent, others, { limitMs, topology: cluster.topology });
}

function hangs(
  { name, paths }: BrokerHost,
  others: readonly BrokerHost[],
  { limitMs, topology }: { readonly limitMs: number; readonly topology: Topology },
): Problem {
  return {
    path: [name, ...others.map((other) => other.name)].join(', '),
    rule: `take a write within ${limitMs / 1_000} s`,
    remedy: `Look at Kafka's log in ${paths.kafka.logs} of ${name}; where it hangs, ${mend(topology).restart(name)}`,
  };
}
