import type { InventoryHost } from '../../cluster/inventory/inventory';
import type { Host } from '../../cluster/topology';
import { readMachine, renewalOf } from '../health/host/machine';
import type { DeployedCluster } from '../health/deployed-cluster';
import { HostError } from '../hosts/host-error';
import type { HostShell } from '../hosts/host-shell';
import { nextPlan } from '../rolling/roll-order';
import { carryOut, withReplacementPlan, type Replacing } from './replace-host';

/** A host that is to be made anew, and why. */
export interface OlderHost {
  readonly host: Host;
  readonly terraformAddress: string;
  readonly reasons: readonly string[];
}

interface OlderOptions {
  /** Hosts made before it count as well, whatever they stand on. */
  readonly madeBefore?: Date | undefined;
}

type LookedAt = Pick<DeployedCluster, 'inventory' | 'topology' | 'shells' | 'look'>;

/**
 * The hosts that stand on something older than a new one would, and those that give no answer, in the
 * order in which they would be made anew by the state of this moment.
 */
export async function findOlderHosts(
  { inventory, topology, shells, look }: LookedAt,
  { madeBefore, signal }: OlderOptions & { readonly signal: AbortSignal },
): Promise<readonly OlderHost[]> {
  const seen = await Promise.all(
    topology.hosts.map(async (host, index) => {
      const wanted = inventory.hosts[index]!;
      const reasons = await reasonsOf(shells.of(host.name), wanted, madeBefore);
      return { host, terraformAddress: wanted.terraformAddress, reasons };
    }),
  );
  let remaining = seen.filter(({ reasons }) => reasons.length > 0);
  if (remaining.length === 0) return [];
  const [state, ordered] = [await look(signal), [] as OlderHost[]];
  for (let next; (next = nextPlan(topology, remaining, state));) {
    const taken = next;
    ordered.push(taken);
    remaining = remaining.filter((each) => each !== taken);
  }
  return ordered;
}

async function reasonsOf(
  shell: HostShell,
  wanted: InventoryHost,
  madeBefore: Date | undefined,
): Promise<readonly string[]> {
  try {
    const renewal = renewalOf(wanted, await readMachine(shell));
    const madeAt = madeBefore && (await readMadeAt(shell));
    const isOld = madeBefore && madeAt && madeAt < madeBefore;
    return [...renewal, ...(isOld ? [`was made at ${madeAt.toISOString()}`] : [])];
  } catch (error) {
    // One that answers and lets us not in is well, for all we know.
    if (!(error instanceof HostError && NO_ANSWER.has(error.kind))) throw error;
    return [`gives no answer: ${error.message}`];
  }
}

const NO_ANSWER: ReadonlySet<HostError['kind']> = new Set([
  ...(['refused', 'unreachable', 'timed-out', 'connection-lost'] as const),
]);

/** cloud-init makes an instance's keys at its first boot, and never again. */
const WRITTEN_AT_BIRTH = '/etc/ssh/ssh_host_ed25519_key.pub';

async function readMadeAt(shell: HostShell): Promise<Date | undefined> {
  const { stdout } = await shell.run(['stat', '--format=%Y', WRITTEN_AT_BIRTH]);
  return /^\d+\s*$/.test(stdout) ? new Date(Number(stdout) * 1_000) : undefined;
}

/** What is to be made anew, in its order, for people. */
export function renderOlderHosts(older: readonly OlderHost[]): string {
  if (older.length === 0) return 'No host is older than a new one would be.';
  const lines = older.map(
    ({ host, reasons }, index) => `${index + 1}. ${host.name} ${reasons.join(', and ')}`,
  );
  return [...lines, ORDER].join('\n');
}

const ORDER =
  'Made anew one at a time, each behind a gate; the order is found at each step: the ZooKeeper leader late, the controller last.';

/**
 * Makes them anew, one at a time. Which is next is found by looking at all of them each time, so that
 * another run goes on where this one ended.
 */
export async function replaceOlderHosts(
  replacing: Replacing & { readonly cluster: LookedAt },
  options: OlderOptions,
): Promise<void> {
  const { cluster, change, onProgress } = replacing;
  const { signal } = change;
  const done = new Set<string>();
  for (;;) {
    const older = await findOlderHosts(cluster, { ...options, signal });
    const [next] = older.filter(({ host }) => !done.has(host.name));
    if (!next) return;
    const { name } = next.host;
    onProgress(`${name}: is made anew`);
    await withReplacementPlan({ ...replacing.run, signal }, next.terraformAddress, (plan) =>
      carryOut(replacing, { ...plan, name }),
    );
    done.add(name);
    onProgress(`${name}: is back, and the cluster is healthy`);
  }
}
