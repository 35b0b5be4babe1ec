import { additions } from './additions';
import { beside } from './beside';
import { commands } from './commands';
import { dataStores } from './data-stores';
import { disksElsewhere } from './disks-elsewhere';
import { groups } from './groups';
import { harmless } from './harmless';
import { hosts } from './hosts';
import { iam } from './iam';
import { kafka } from './kafka';
import { keys } from './keys';
import { kubernetes } from './kubernetes';
import { network } from './network';
import { observability } from './observability';
import type { Promises } from './promise';
import { quorum } from './quorum';
import { reading } from './reading';
import { releases } from './releases';
import { realPlans } from './real';
import { secrets } from './secrets';
import { settings } from './settings';
import { sparse } from './sparse';
import { volumes } from './volumes';

/** All promises by area, in the order in which docs/plan-review-promises.md lists them. */
export const PROMISES: Readonly<Record<string, Promises>> = {
  Volumes: volumes,
  'Disks of other clouds and hypervisors': disksElsewhere,
  'Stores of data': dataStores,
  Kafka: kafka,
  Kubernetes: kubernetes,
  Hosts: hosts,
  'Groups of hosts': groups,
  Quorum: quorum,
  Settings: settings,
  Releases: releases,
  Commands: commands,
  Network: network,
  Keys: keys,
  Rights: iam,
  'Beside the cluster': beside,
  Alarms: observability,
  Secrets: secrets,
  Reading: reading,
  'Made by the real terraform': realPlans,
  'With few attributes': sparse,
  'Words, tags and values': harmless,
  'Additions and growth': additions,
};
