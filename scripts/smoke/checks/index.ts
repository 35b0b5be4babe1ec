import type { SmokeCheck } from '../smoke-check';
import { brokersRegistered } from './brokers-registered';
import { consumerGroup } from './consumer-group';
import { internalTopics } from './internal-topics';
import { oneController } from './one-controller';
import { replication } from './replication';
import { rewind } from './rewind';
import { roundTrip } from './round-trip';
import { settingsEffective } from './settings-effective';
import { smokeTopic } from './smoke-topic';
import { timeLookup } from './time-lookup';
import { zookeeperQuorum } from './zookeeper-quorum';

/** All smoke checks, in the order in which a report shows them: from the ground up. */
export const SMOKE_CHECKS: readonly SmokeCheck[] = [
  zookeeperQuorum,
  brokersRegistered,
  oneController,
  replication,
  internalTopics,
  settingsEffective,
  smokeTopic,
  roundTrip,
  rewind,
  timeLookup,
  consumerGroup,
];
