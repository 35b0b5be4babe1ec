import { replicasPerBroker } from '../../replicas';
import type { BrokerSettingSection } from './broker-setting';

/** What a controller asks a broker with more replicas may take as long as Kafka's own 30 s. */
const FEW_REPLICAS = 1_000;

/** What brokers do while the controller hangs, and its session has not ended: Kafka's own patience is 30 s. */
export const controller: BrokerSettingSection = {
  title: 'Controller',
  settings: [
    {
      key: 'controller.socket.timeout.ms',
      value: () => 5_000,
      why:
        'A leader asks the controller before another replica counts as in sync. It waits so long for one that ' +
        'hangs, or whose host is lost, before it looks for a new one.',
    },
    {
      key: 'request.timeout.ms',
      value: ({ spec }) => (replicasPerBroker(spec) <= FEW_REPLICAS ? 10_000 : 30_000),
      why:
        'So long a broker that stops waits for the controller. It copies nothing more meanwhile, and with ' +
        'acks=all whoever writes waits with it. With thousands of replicas, what a controller asks takes long.',
    },
    {
      key: 'controlled.shutdown.retry.backoff.ms',
      value: () => 1_000,
      why: 'Then it turns to the new controller.',
    },
    {
      key: 'controlled.shutdown.max.retries',
      value: () => 10,
      why: "So that it looks for one as long as with Kafka's own 3 tries, 5 s apart: an election takes some seconds.",
    },
  ],
};
