import { securityProtocol } from '../security';
import type { Host } from '../topology';
import type { BrokerSettingSection } from './broker-setting';
import { socketRequestMaxBytes } from './socket-request-max-bytes';

export const listeners: BrokerSettingSection = {
  title: 'Listeners',
  settings: [
    {
      key: 'listeners',
      value: (_, host) => listenersAt(host.bindAddress, host),
      why: 'Clients and brokers apart: each can be closed off, protected and measured on its own.',
    },
    {
      key: 'advertised.listeners',
      value: (_, host) => listenersAt(host.address, host),
      why: 'The names that clients and brokers are told to connect to.',
    },
    {
      key: 'listener.security.protocol.map',
      value: ({ spec }) => {
        const protocol = securityProtocol(spec.security);
        return [`CLIENT:${protocol}`, `INTERNAL:${protocol}`];
      },
      why: 'What the security of the spec asks for.',
    },
    {
      key: 'inter.broker.listener.name',
      value: () => 'INTERNAL',
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

function listenersAt(address: string, { ports }: Host): readonly string[] {
  return [`CLIENT://${address}:${ports.client}`, `INTERNAL://${address}:${ports.interBroker}`];
}
