import { endpointText } from '../../listeners/endpoint';
import { numberOfSetting } from '../setting-of-spec';
import type { BrokerSettingSection } from './broker-setting';

export const listeners: BrokerSettingSection = {
  title: 'Listeners',
  settings: [
    {
      key: 'listeners',
      value: (_, { bindAddress: host, broker }) =>
        broker.listeners.map(({ name, port }) => `${name}://${endpointText({ host, port })}`),
      why: 'Clients and brokers apart: each can be closed off, protected and measured on its own.',
    },
    {
      key: 'advertised.listeners',
      value: (_, { broker }) =>
        broker.listeners.map(({ name, advertised }) => `${name}://${endpointText(advertised)}`),
      why: 'The names that clients and brokers are told to connect to.',
    },
    {
      key: 'listener.security.protocol.map',
      value: (_, { broker }) => broker.listeners.map(({ name, protocol }) => `${name}:${protocol}`),
      why: 'What the security of the spec asks for.',
    },
    {
      key: 'inter.broker.listener.name',
      value: (_, { broker }) => broker.listeners.find(({ id }) => id === 'interBroker')!.name,
      why: 'Replication stays off the port that clients use.',
    },
    {
      key: 'socket.request.max.bytes',
      value: ({ spec }) => socketRequestMaxBytes(spec.brokerSettings),
      why:
        'A request is buffered before its sender is known: this bounds what a stranger can make ' +
        'the broker allocate. Producers send 1 MiB at most unless told otherwise.',
    },
  ],
};

const MIB = 1024 * 1024;

/** Kafka's default of `message.max.bytes`. */
export const DEFAULT_MESSAGE_MAX_BYTES = 1_048_588;

/** The setting's type: 32 bits. */
const INT_MAX = 2 ** 31 - 1;

/** `socket.request.max.bytes`: room for the largest batch twice, so huge messages still work. */
export function socketRequestMaxBytes(brokerSettings: object): number {
  const batch = numberOfSetting(brokerSettings, 'message.max.bytes', DEFAULT_MESSAGE_MAX_BYTES);
  return Math.min(INT_MAX, Math.max(16 * MIB, 2 * batch));
}
