import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigResourceTypes } from '@platformatic/kafka';
import { HOST_PROGRAM } from '../../cluster/host-files/host-program';
import { doorsOf } from '../../cluster/identities/doors-of';
import type { MemberIdentity } from '../../cluster/identities/member-identities';
import { listenerPrefix } from '../../cluster/listeners/listeners';
import type { ProcessName } from '../../cluster/processes/processes';
import type { BrokerHost, Topology } from '../../cluster/topology';
import { AccessError } from '../cluster-access/access-error';
import { alterConfigs } from '../cluster-access/alter-configs';
import type { Reach } from '../cluster-access/reach';
import { servedCertificate } from '../cluster-access/served-certificate';
import { withBrokers } from '../cluster-access/with-brokers';
import { readHostIdentities } from '../health/host/host-identities';
import type { HostShells } from '../hosts/host-shell';
import { runOrThrow } from '../hosts/run-or-throw';

/** A cluster whose processes are to use what lies in their files. */
export interface TakingIn {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly shells: HostShells;
  readonly signal: AbortSignal;
}

/** How a kind of process is made to read its certificate again. */
const TELL: Readonly<
  Record<ProcessName, (taking: TakingIn, member: MemberIdentity) => Promise<void>>
> = {
  kafka: tellBroker,
  // It watches its files.
  zookeeper: () => Promise.resolve(),
};

/** ZooKeeper looks within a second, unless it has much else to do. */
const SHOWN_WITHIN_MS = 10_000;
const PAUSE_MS = 100;

/**
 * Has a running process use the certificate and the authorities that lie in its files, without a restart.
 *
 * @returns whether it shows that certificate now; where not, it is started anew by the roll that follows
 */
export async function takeIn(taking: TakingIn, member: MemberIdentity): Promise<boolean> {
  const { host, process, files } = member;
  try {
    await TELL[process.name](taking, member);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return false;
  }
  const shell = taking.shells.of(host.name);
  const identities = await readHostIdentities(shell);
  const own = identities.find((each) => each.process === process.name)?.certificate;
  if (!own) return false;
  for (const { port } of doorsOf(taking.topology, host, process.name)) {
    if (!(await untilShown(taking, { address: host.address, port }, own.fingerprint))) return false;
  }
  for (const path of [files.identity, files.trusted]) {
    await runOrThrow(shell, [HOST_PROGRAM, 'runs-with', process.unit, path]);
  }
  return true;
}

/**
 * A broker reads the files of a listener again when it is told of where they are. That leaves an override
 * which says what the file says, and goes again at once: that reads them once more.
 */
async function tellBroker(taking: TakingIn, { host, files }: MemberIdentity): Promise<void> {
  const broker = host as BrokerHost;
  const keys = broker.broker.listeners.flatMap((listener) => [
    { key: `${listenerPrefix(listener)}ssl.keystore.location`, value: files.identity },
    { key: `${listenerPrefix(listener)}ssl.truststore.location`, value: files.trusted },
  ]);
  const name = String(broker.broker.id);
  const { BROKER: type } = ConfigResourceTypes;
  // The connection that says it would go on with what it was opened with: one for each.
  for (const changes of [keys, keys.map(({ key }) => ({ key }))]) {
    await withBrokers(taking, ({ kafka }) =>
      alterConfigs(kafka.broker(broker), [{ type, name, changes }]),
    );
  }
}

async function untilShown(
  { reach, signal }: TakingIn,
  { address, port }: { readonly address: string; readonly port: number },
  fingerprint: string,
): Promise<boolean> {
  const end = performance.now() + SHOWN_WITHIN_MS;
  for (;;) {
    signal.throwIfAborted();
    const shown = await servedCertificate(reach, address, port).catch(() => undefined);
    if (shown?.fingerprint === fingerprint) return true;
    if (performance.now() >= end) return false;
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}
