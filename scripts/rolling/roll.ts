import { UserError } from '../../cluster/errors';
import { handBack } from './hand-back';
import { isNeeded, type HostPlan } from './host-plan';
import type { ClusterPlan } from './plan-convergence';
import { prepareHosts } from './prepare-hosts';
import { ProbeKeeper } from './probe-keeper';
import { rollHost, type HostRoll } from './roll-host';
import { nextPlan } from './roll-order';
import { settleOverrides, settleOverridesForAll } from './settle-overrides';

export interface Roll extends HostRoll {
  /** The command that goes on after it was stopped. */
  readonly resume: string;
}

/**
 * Brings changed files to the hosts of a live cluster, one host at a time.
 *
 * 1. Hosts whose plan needs nothing are left alone: no file is fetched, no process touched. All others fetch
 *    what they need, at once, and lay it aside: nothing that they have changes by that.
 * 2. The next one is chosen by one look at the cluster ({@link nextPlan}): first a host that does not
 *    serve, then in the order of the hosts, the ZooKeeper leader late, the controller last.
 * 3. Where processes are to be restarted, the gate is waited for: the cluster is well apart from this
 *    host, three looks in a row. The gate that the host before ended with counts, for nothing was let pass there.
 * 4. The host puts its files where they belong. They must be what the spec renders; else the roll stops
 *    here, and the processes run on.
 * 5. Kernel settings are loaded, and changed timers and sockets started anew.
 * 6. Where a new archive of Kafka waits for the processes to be down, the gate is waited for again, for
 *    fetching it may have taken minutes. Then they are stopped, and the archive takes its place.
 * 7. Process by process, ZooKeeper before Kafka: the cluster is looked at a last time, apart from this host, every
 *    other broker takes a write, and the lock is confirmed ({@link rightBeforeStop}); the process is restarted, and
 *    the gate is waited for, now with nothing let pass. A process that fails, or that systemd has started again
 *    three times, ends that at once with the errors of its log.
 * 8. A broker that is back leads a partition first that nobody needs, until it is quick; then it is given
 *    its own back ({@link handBack}). How long writes waited meanwhile is measured, and recorded.
 * 9. From 2 on again, until no host is left. The first host that does not come back ends the roll.
 *
 * It guarantees:
 *
 * - No process is stopped unless the gate was open apart from its host. So all replicas elsewhere are in
 *   sync, and a partition with more replicas than its `min.insync.replicas` takes writes all along.
 * - Nobody else changes the cluster meanwhile, as long as they use these commands: it holds the lock.
 * - No two hosts are worked on at once. After a restart, the next one waits until the whole cluster is well.
 * - Controller and ZooKeeper leader move once each, unless they move by themselves.
 * - What breaks one host reaches no other: files take their place right before the restart, so that the
 *   others have their old ones, also when they crash meanwhile.
 * - It may be killed at any point. Nothing is remembered but on the hosts, and a new plan goes on where it
 *   was: which files differ, and which stood there when each process started, is looked at anew.
 *
 * It does not guarantee:
 *
 * - Writes to partitions with no more replicas than their `min.insync.replicas`, nor reads where there is
 *   one replica: they stand still while their broker restarts.
 * - That nothing fails between the last look and the stop, which are some 0.1 s apart.
 * - To mend two hosts that are down: the gate before each is kept closed by the other. Bring up one by hand.
 * - A way back: what was changed stays changed, and an older spec is rolled like a newer one.
 *
 * @throws RollError at the first host that does not come back as it should; later ones stay as they are
 */
export async function rollCluster(roll: Roll, plan: ClusterPlan): Promise<void> {
  const needed = plan.hosts.filter(isNeeded);
  await prepareHosts(roll, needed);
  const { cluster, change, onProgress } = roll;
  const probes = new ProbeKeeper({ cluster, signal: change.signal, onProgress });
  try {
    await rollHosts({ probes, ...roll }, needed);
  } finally {
    await probes.stop();
  }
  if (plan.takenBack.length > 0) await settleOverridesForAll(roll);
}

async function rollHosts(roll: Roll, plans: readonly HostPlan[]): Promise<void> {
  const { cluster, change } = roll;
  let remaining = plans;
  const done: string[] = [];
  for (let isWell = false; remaining.length > 0;) {
    const next = nextPlan(cluster.topology, remaining, await cluster.look(change.signal))!;
    remaining = remaining.filter((plan) => plan !== next);
    try {
      isWell = await rollHost({ ...roll, isWell }, next);
      await settleOverrides(roll, next);
      await handBack(roll, next);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new RollError(error, {
        done,
        stoppedAt: next.host.name,
        untouched: remaining.map(({ host }) => host.name),
        resume: roll.resume,
      });
    }
    done.push(next.host.name);
  }
}

/** How far a roll came before it stopped. */
interface RollProgress extends Pick<Roll, 'resume'> {
  readonly done: readonly string[];
  readonly stoppedAt: string;
  readonly untouched: readonly string[];
}

/** A roll that stopped at a host: what was left changed, and how to go on. */
export class RollError extends UserError {
  override readonly name = 'RollError';
  override readonly exitCode = 1;

  constructor(reason: Error, { done, stoppedAt, untouched, resume }: RollProgress) {
    const lines = [
      `Stopped at ${stoppedAt}:`,
      reason.message,
      `Left changed: ${[...done.map((name) => `${name} (done)`), `${stoppedAt} (see above)`].join(', ')}.`,
      untouched.length > 0
        ? `As before: ${untouched.join(', ')}.`
        : 'No other host was to be changed.',
      `Mend what is told above; what comes from the spec, mend there and deploy. To go on: ${resume}`,
    ];
    super(lines.join('\n'), { cause: reason });
  }
}
