import { Security, type KafkaClusterSpec } from '../../cluster/index';
import small from './small.spec';

/** The small cluster, secured, with hosts that ship a program's log to it. */
const logHost: KafkaClusterSpec = {
  ...small,
  security: Security.tls(),
  clients: [{ name: 'shipper', produce: ['app-*'] }],
  topics: [{ name: 'app-logs', partitions: 3 }],
  shippers: [
    {
      ...{ name: 'web', client: 'shipper' },
      files: [
        {
          ...{ pattern: '/var/log/app/app.log', topic: 'app-logs' },
          rotate: { sizeMiB: 1, reopen: 'systemctl kill --signal=HUP app' },
        },
      ],
    },
  ],
};

export default logHost;
