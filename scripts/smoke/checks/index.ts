import type { SmokeCheck } from '../smoke-check';
import { brokersRegistered } from './brokers-registered';
import { certificates } from './certificates';
import { clientsAsDeclared } from './clients-as-declared';
import { clockOffset } from './clock-offset';
import { consumerGroup } from './consumer-group';
import { diskRoom } from './disk-room';
import { disksMounted } from './disks-mounted';
import { filesAsRendered } from './files-as-rendered';
import { firstBoot } from './first-boot';
import { internalTopics } from './internal-topics';
import { logDirectories } from './log-directories';
import { logRotation } from './log-rotation';
import { nothingLeftBehind } from './nothing-left-behind';
import { oneController } from './one-controller';
import { processesCurrent } from './processes-current';
import { replication } from './replication';
import { rewind } from './rewind';
import { roundTrip } from './round-trip';
import { settingsEffective } from './settings-effective';
import { smokeTopic } from './smoke-topic';
import { timeLookup } from './time-lookup';
import { topicsAsDeclared } from './topics-as-declared';
import { unitLimits } from './unit-limits';
import { zookeeperQuorum } from './zookeeper-quorum';

/** All smoke checks, in the order in which a report shows them: from the ground up. */
export const SMOKE_CHECKS: readonly SmokeCheck[] = [
  firstBoot,
  disksMounted,
  diskRoom,
  filesAsRendered,
  processesCurrent,
  unitLimits,
  logRotation,
  clockOffset,
  zookeeperQuorum,
  brokersRegistered,
  oneController,
  logDirectories,
  replication,
  internalTopics,
  nothingLeftBehind,
  topicsAsDeclared,
  clientsAsDeclared,
  certificates,
  settingsEffective,
  smokeTopic,
  roundTrip,
  rewind,
  timeLookup,
  consumerGroup,
];
