import { ConfigResourceTypes } from '@platformatic/kafka';
import { doorsOf, quorumDoor } from '../../cluster/identities/doors-of';
import type { MemberIdentity } from '../../cluster/identities/member-identities';
import { listenerPrefix } from '../../cluster/listeners/listeners';
import type { ProcessName } from '../../cluster/processes/processes';
import type { BrokerHost, Topology } from '../../cluster/topology';
import { AccessError } from '../cluster-access/access-error';
import { alterConfigs } from '../cluster-access/alter-configs';
import type { Reach } from '../cluster-access/reach';
import { servedCertificate } from '../cluster-access/served-certificate';
import { withBrokers } from '../cluster-access/with-brokers';
import { retryFor } from '../system/retry-for';
import type { IdentityPlaces } from './identity-places';
import type { CertificateStep } from './plan-certificates';

/** A cluster whose processes are to use what lies in their files. */
export interface TakingIn {
  readonly topology: Topology;
  readonly reach: Reach;
  readonly places: IdentityPlaces;
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

/**
 * Has a running process use the certificate and the authorities that lie in its files, without a restart.
 *
 * @returns whether it does; where not, it is started anew by the roll that follows
 */
export async function takeIn(
  taking: TakingIn,
  { member, trusts }: Pick<CertificateStep, 'member' | 'trusts'>,
): Promise<boolean> {
  const { host, process, files } = member;
  try {
    await TELL[process.name](taking, member);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    return false;
  }
  const identities = await taking.places.read(host);
  const own = identities.find((each) => each.process === process.name)?.certificate;
  if (!own) return false;
  const doors = [
    ...doorsOf(taking.topology, host, process.name),
    // Asked here alone: the member notes in its log whoever calls there and is none.
    ...(process.name === 'zookeeper' ? [quorumDoor(host)] : []),
  ];
  for (const { port } of doors) {
    if (!(await untilShown(taking, { address: host.address, port }, own.fingerprint))) return false;
  }
  // ZooKeeper looks at who comes in twice, and the second time with the authorities that it knew at its start
  // (X509AuthenticationProvider): it needs a restart for one more. One that goes is kept out by the first look.
  const takesTrust = trusts || process.name !== 'zookeeper';
  const taken = takesTrust ? [files.identity, files.trusted] : [files.identity];
  await taking.places.noteTakenIn(member, taken);
  return takesTrust;
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
  const look = async () => {
    const shown = await servedCertificate(reach, address, port);
    if (shown.fingerprint !== fingerprint) throw new Error('another one is shown');
    return true;
  };
  const isShown = await retryFor({ durationMs: SHOWN_WITHIN_MS, signal }, look).catch(() => false);
  signal.throwIfAborted();
  return isShown;
}
