import type { SecuritySpec } from '../../security';
import type { BrokerRole } from '../../topology';
import type { BrokerSettingSection } from './broker-setting';
import { numberOfSetting } from '../setting-of-spec';
import { socketRequestMaxBytes } from './listeners';

const MIB = 1024 * 1024;
/** What a connection with TLS holds: three buffers of a TLS record each, and what stands around them. */
const CONNECTION_BYTES = 64 * 1024;

/** How many connections a broker takes; Infinity where nothing limits them. */
export interface ConnectionLimits {
  readonly inAll: number;
  /** Of one address, save those that `max.connections.per.ip.overrides` names. */
  readonly ofAddress: number;
}

/**
 * Under TLS the tenth part of the heap, and half of that for one address; what the spec sets comes before. Without TLS
 * there are none of Kafka's own, as whoever reaches a port may do anything.
 */
export function connectionLimits(
  { kind }: Pick<SecuritySpec, 'kind'>,
  { heapMiB, settings }: Pick<BrokerRole, 'heapMiB' | 'settings'>,
): ConnectionLimits {
  const most = kind === 'tls' ? Math.floor((heapMiB * MIB) / 10 / CONNECTION_BYTES) : Infinity;
  return {
    inAll: numberOfSetting(settings, 'max.connections', most),
    ofAddress: numberOfSetting(settings, 'max.connections.per.ip', Math.floor(most / 2)),
  };
}

/**
 * What whoever reaches the ports may take of a broker. Kafka counts connections by address and in all, and
 * new ones by address (`quotas` of the spec, with `ip`); by user it knows none: a user's are bounded by what
 * its requests may take (`limits` of a client).
 */
export const limits: BrokerSettingSection = {
  title: 'What one may take of all',
  settings: [
    {
      key: 'max.connections',
      value: ({ spec }, { broker }) => connectionLimits(spec.security, broker).inAll,
      why:
        'A tenth of the heap, at 64 KiB each. One more, and the broker closes the one of a client ' +
        'that was silent for longest where another broker comes; clients wait.',
    },
    {
      key: 'max.connections.per.ip',
      value: ({ spec }, { broker }) => connectionLimits(spec.security, broker).ofAddress,
      why:
        'One address does not take the room of all others. Where all clients come through one, as ' +
        'behind a load balancer, name it in max.connections.per.ip.overrides.',
    },
    {
      key: 'sasl.server.max.receive.size',
      value: () => 16 * 1024,
      why: "What somebody may send before his name is known: SCRAM's own messages have less than 1 KiB.",
    },
    {
      key: 'connection.failed.authentication.delay.ms',
      value: () => 1_000,
      why: 'Whoever guesses passwords waits for each answer.',
    },
    {
      key: 'queued.max.request.bytes',
      value: ({ spec }, { broker }) =>
        Math.max(
          Math.floor((broker.heapMiB * MIB) / 4),
          socketRequestMaxBytes(spec.brokerSettings),
        ),
      why: 'A quarter of the heap: who sends much makes others wait, and not the broker end.',
    },
  ],
};
