import { endpointText } from '../../listeners/endpoint';
import { listenerKind } from '../../listeners/listeners';
import type { BrokerSettingSection } from './broker-setting';
import { socketRequestMaxBytes } from './socket-request-max-bytes';

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
      value: () => listenerKind('interBroker').name,
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
