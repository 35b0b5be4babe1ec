import {
  compareReleases,
  KAFKA_RELEASES,
  KAFKA_VERSIONS,
  minorRelease,
} from '../../cluster/kafka-releases';
import type { Problem } from '../../cluster/errors';
import type { ResolvedSpec } from '../../cluster/resolve-spec';
import type { RunningRelease, RunningReleases } from './running-release';

/** Which `inter.broker.protocol.version` the next roll brings, as data. */
export type ReleasePlan =
  /** Some brokers run with newer than the spec's release or protocol allows. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  /** Some brokers don't understand the spec's protocol yet: their binaries come first, with this one kept. */
  | { readonly kind: 'held'; readonly protocol: string }
  /** All understand it; `from` where it is raised, after which there is no way back. */
  | { readonly kind: 'as-deployed'; readonly from?: string };

type WantedRelease = Pick<ResolvedSpec, 'clusterName' | 'kafkaVersion' | 'release'>;

/**
 * Decides by what runs, not by what was deployed before:
 *
 * - The cluster **has reached** the newest protocol that some broker speaks and all understand. A single
 *   broker that speaks a newer one came too early, such as a host that was made anew during an upgrade.
 * - Below what it has reached nothing goes: an older Kafka may not read what is kept with it.
 * - Above what all understand nothing goes either: their binaries must come first.
 */
export function planRelease(wanted: WantedRelease, running: RunningReleases): ReleasePlan {
  const brokers = running.hosts.filter(({ isBroker }) => isBroker);
  const spoken = brokers.flatMap(({ protocol }) => protocol ?? []).sort(compareReleases);
  const [oldest] = spoken;
  if (oldest === undefined) return { kind: 'as-deployed' };
  const [understood = oldest] = brokers
    .flatMap((broker) => newestOf(broker) ?? [])
    .sort(compareReleases);
  const reached = spoken.findLast((protocol) => !isNewer(protocol, understood)) ?? oldest;
  const problems = tooOld(wanted, reached, brokers);
  if (problems.length > 0) return { kind: 'refused', problems };
  const { interBrokerProtocol: protocol } = wanted.release;
  if (isNewer(protocol, understood)) return { kind: 'held', protocol: reached };
  if (!isNewer(protocol, oldest)) return { kind: 'as-deployed' };
  const strange = unknownBrokers(wanted, running);
  return strange.length > 0
    ? { kind: 'refused', problems: strange }
    : { kind: 'as-deployed', from: oldest };
}

const isNewer = (one: string, other: string) => compareReleases(one, other) > 0;

/** The newest protocol that a broker understands, by its jars and by its own word: the older one counts. */
function newestOf({ binaries, understands, protocol }: RunningRelease): string | undefined {
  const [older] = [binaries && minorRelease(binaries), understands]
    .flatMap((each) => each ?? [])
    .sort(compareReleases);
  return older ?? protocol;
}

function tooOld(
  { kafkaVersion, release }: WantedRelease,
  reached: string,
  brokers: readonly RunningRelease[],
): readonly Problem[] {
  const speaking = brokers
    .flatMap(({ host, protocol }) => (protocol === reached ? [host] : []))
    .join(', ');
  const own = KAFKA_RELEASES[kafkaVersion].interBrokerProtocol;
  if (isNewer(reached, own)) {
    const fitting = KAFKA_VERSIONS.filter(
      (version) => !isNewer(reached, KAFKA_RELEASES[version].interBrokerProtocol),
    );
    return [
      {
        path: 'kafkaVersion',
        rule: `be a release that speaks inter.broker.protocol.version ${reached}, as ${speaking} do: an older Kafka may not read what is kept with it`,
        value: `${kafkaVersion}, which speaks ${own}`,
        remedy: `${fitting.length > 0 ? `Take ${fitting.join(' or ')}` : `Take a release of ${reached}`}. The way to an older one is another cluster, to which the topics are mirrored`,
      },
    ];
  }
  if (!isNewer(reached, release.interBrokerProtocol)) return [];
  return [
    {
      path: 'interBrokerProtocol',
      rule: `be at least ${reached}, as ${speaking} speak: Kafka knows no way back`,
      value: release.interBrokerProtocol,
      remedy: own === reached ? 'Leave it out' : `Give ${reached}`,
    },
  ];
}

/** Before a protocol is raised, everybody in the cluster must be known to understand it. */
function unknownBrokers(
  { clusterName, release }: WantedRelease,
  { strangers }: RunningReleases,
): readonly Problem[] {
  return strangers.map((id) => ({
    path: clusterName,
    rule: `have only the brokers of its spec when inter.broker.protocol.version is raised to ${release.interBrokerProtocol}`,
    value: `broker ${id} as well, of which nobody knows what it understands`,
    remedy: `Stop broker ${id}, or deploy a spec that has it`,
  }));
}
