import { LONG_SESSIONS } from './long-sessions';
import { EVERY_WORD } from './session-owning';
import { SmokeCluster } from './smoke-cluster';

let started: Promise<SmokeCluster> | undefined;
let isShared = false;

/** What a cluster is started with that fits all who ask one. */
const SETTINGS = {
  brokerSettings: {
    ...LONG_SESSIONS.brokerSettings,
    // Leaders stay where a test wants them. Kafka evens them out every five minutes, and on a busy machine
    // that may be at any step of any test.
    'auto.leader.rebalance.enable': false,
  },
  zookeeperSettings: { ...EVERY_WORD, ...LONG_SESSIONS.zookeeperSettings },
};

async function stop(): Promise<void> {
  const cluster = await started;
  started = undefined;
  await cluster?.stop();
}

/** All suites that this file has in it ask one cluster, one after the other. */
export function shareLiveCluster(): void {
  isShared = true;
  afterAll(stop);
}

/**
 * Gives the tests of the block that this stands in a cluster that is well, which they leave so. It is one of their own where
 * their suite runs by itself.
 */
export function useLiveCluster(use: (cluster: SmokeCluster) => void): void {
  beforeAll(async () => {
    const isNew = !started;
    started ??= SmokeCluster.start(SETTINGS);
    const cluster = await started;
    if (!isNew) await cluster.untilWell();
    use(cluster);
  });
  afterAll(async () => {
    if (!isShared) await stop();
  });
}
