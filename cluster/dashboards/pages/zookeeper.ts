import { ZOOKEEPER_METRICS } from '../../metrics/zookeeper-metrics';
import type { Metric } from '../../metrics/metric';
import type { DashboardFacts } from '../dashboard-facts';
import type { Page, Panel } from '../page';
import { linesOf, linesOfRow } from '../queries';

/** ZooKeeper as brokers see it, and as its members tell it themselves. */
export const ZOOKEEPER: Page = {
  name: 'zookeeper',
  title: 'ZooKeeper',
  choices: [],
  rows: (facts) => [
    { title: 'As brokers see it', panels: seenByBrokers(facts) },
    { title: 'As members tell it', panels: toldByMembers(facts) },
  ],
};

const seenByBrokers = (facts: DashboardFacts): readonly Panel[] => [
  linesOf(facts, 'kafka_server_zookeeperclientmetrics_zookeeperrequestlatency_seconds', {
    title: 'Requests take, slowest of a hundred',
    labels: 'quantile="0.99"',
  }),
  linesOf(facts, 'kafka_server_sessionexpirelistener_sessionstate', {
    title: 'Sessions',
    by: ['host', 'state'],
  }),
  linesOf(facts, 'kafka_server_sessionexpirelistener_zookeeperexpires_total', {
    title: 'Sessions that ended',
  }),
  linesOf(facts, 'kafka_server_sessionexpirelistener_zookeeperdisconnects_total', {
    title: 'Connections that broke',
  }),
  linesOf(facts, 'kafka_server_sessionexpirelistener_zookeeperauthfailures_total', {
    title: 'Refused who the broker is',
  }),
];

/** A picture for each row of the table. */
const toldByMembers = (facts: DashboardFacts): readonly Panel[] =>
  ZOOKEEPER_METRICS.map((row: Metric) =>
    linesOfRow(facts, row, { title: titleOf(row), how: 'max' }),
  );

/** `zookeeper_server_outstandingrequests` is `server outstandingrequests`. */
const titleOf = ({ name }: Metric) => name.replace(/^zookeeper_/, '').replaceAll('_', ' ');
