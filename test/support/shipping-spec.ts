import { Security, type KafkaClusterSpec } from '../../cluster/index';

/** Of a secured cluster: hosts that ship their logs to it. */
export const SHIPPING_SPEC = {
  security: Security.tls(),
  clients: [{ name: 'shipper', produce: ['app-*'] }],
  shippers: [
    {
      ...{ name: 'web', client: 'shipper' },
      files: [{ pattern: '/var/log/nginx/*.log', topic: 'app-nginx' }],
    },
  ],
} satisfies Partial<KafkaClusterSpec>;
