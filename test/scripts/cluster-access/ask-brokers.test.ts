import { createTopicsV7, deleteTopicsV6 } from '@platformatic/kafka';
import { controllerOf, findController } from '../../../scripts/cluster-access/ask-brokers';
import { useLiveCluster } from '../../support/live-cluster';
import { openPatiently } from '../../support/open-patiently';
import type { SmokeCluster } from '../../support/smoke-cluster';
import { until } from '../../support/until';
import { zookeeperShell } from '../../support/zookeeper-shell';

describe('the controller, once it was found', () => {
  let cluster: SmokeCluster;
  useLiveCluster((live) => (cluster = live));

  it('is another broker as soon as the role goes there: what the first one refuses is asked again', async () => {
    const { topology } = cluster;
    const kafka = openPatiently(topology);
    const brokers = { topology, kafka };
    try {
      const found = await controllerOf(brokers);
      const first = await findController(brokers);
      await until('another broker is the controller', async () => {
        zookeeperShell(topology, 'delete', '/controller');
        return (await findController(brokers)).name !== first.name;
      });
      const topic = {
        ...{ name: 'asked-of-another', numPartitions: 1, replicationFactor: 3 },
        ...{ assignments: [], configs: [] },
      };
      const { topics } = await found.ask(createTopicsV7.api, [topic], 60_000, false);
      expect(topics).toMatchObject([{ name: topic.name, errorCode: 0 }]);
      await found.ask(deleteTopicsV6.api, [{ name: topic.name }], 60_000);
    } finally {
      await kafka.close();
    }
  });
});
