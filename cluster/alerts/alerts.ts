import type { Alert } from './alert';
import { BROKER_ALERTS } from './rules/brokers';
import { CAPACITY_ALERTS } from './rules/capacity';
import { GROUP_ALERTS } from './rules/groups';
import { HOST_ALERTS } from './rules/hosts';
import { RECORD_ALERTS } from './rules/records';
import { SHIPPER_ALERTS } from './rules/shippers';
import { ZOOKEEPER_ALERTS } from './rules/zookeeper';

/** A group of alerts, as Prometheus evaluates them together. */
export interface AlertGroup {
  readonly name: string;
  readonly alerts: readonly Alert[];
}

/** All that is told of a cluster, by subject. The runbook has a section for each. */
export const ALERT_GROUPS: readonly AlertGroup[] = [
  { name: 'records', alerts: RECORD_ALERTS },
  { name: 'brokers', alerts: BROKER_ALERTS },
  { name: 'zookeeper', alerts: ZOOKEEPER_ALERTS },
  { name: 'groups', alerts: GROUP_ALERTS },
  { name: 'shippers', alerts: SHIPPER_ALERTS },
  { name: 'capacity', alerts: CAPACITY_ALERTS },
  { name: 'hosts', alerts: HOST_ALERTS },
];

export const ALERTS: readonly Alert[] = ALERT_GROUPS.flatMap(({ alerts }) => alerts);
