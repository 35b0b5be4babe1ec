import type { DashboardFacts } from '../dashboard-facts';
import type { Page, Row } from '../page';
import { linesOf, linesOfGroups, series } from '../queries';

/** Who is connected, who is refused, and who is held up. */
export const CLIENTS: Page = {
  name: 'clients',
  title: 'clients',
  choices: [],
  rows: (facts) => [connections(facts), logins(facts), heldUp(facts), groups(facts)],
};

const connections = (facts: DashboardFacts): Row => ({
  title: 'Connections',
  panels: [
    linesOf(facts, 'kafka_server_socketservermetrics_connections', {
      title: 'Open, by listener',
      by: ['host', 'listener'],
    }),
    linesOf(facts, 'kafka_server_socketservermetrics_clientconnections', {
      title: 'Open, by program',
      by: ['software', 'version'],
    }),
    linesOf(facts, 'kafka_server_socketservermetrics_connectioncreation_total', {
      title: 'Opened',
      by: ['host', 'listener'],
    }),
    linesOf(facts, 'kafka_server_socketservermetrics_connectionclose_total', {
      title: 'Closed',
      by: ['host', 'listener'],
    }),
  ],
});

const logins = (facts: DashboardFacts): Row => ({
  title: 'Logins',
  panels: [
    linesOf(facts, 'kafka_server_socketservermetrics_successfulauthentication_total', {
      title: 'Let in',
      by: ['host', 'listener'],
    }),
    linesOf(facts, 'kafka_server_socketservermetrics_failedauthentication_total', {
      title: 'Refused',
      by: ['host', 'listener'],
    }),
    linesOf(facts, 'kafka_network_socketserver_expiredconnectionskilled_total', {
      title: 'Closed: did not log in again',
    }),
  ],
});

const heldUp = (facts: DashboardFacts): Row => ({
  title: 'Held up by quotas',
  panels: [
    linesOf(facts, 'kafka_server_produce_throttletime_seconds', {
      title: 'Writes',
      by: ['user'],
    }),
    linesOf(facts, 'kafka_server_fetch_throttletime_seconds', { title: 'Reads', by: ['user'] }),
    linesOf(facts, 'kafka_server_request_throttletime_seconds', {
      title: 'Processor time',
      by: ['user'],
    }),
  ],
});

const groups = (facts: DashboardFacts): Row => ({
  title: 'Groups of consumers',
  panels: [
    linesOfGroups(facts, 'kafka_consumergroup_lag', {
      title: 'Records to read',
      ...{ by: ['group', 'topic'], how: 'max' },
    }),
    {
      ...{ title: 'Records read', kind: 'lines', unit: 'cps' },
      about: 'By what groups commit; below 0 where one goes back',
      queries: [
        {
          expr: `sum by (group, topic) (deriv(${series(facts, 'kafka_consumergroup_committedoffsets')}[5m]))`,
          legend: '{{group}} {{topic}}',
        },
      ],
    },
    linesOf(facts, 'kafka_coordinator_group_groupmetadatamanager_groups', {
      title: 'Groups',
      by: ['state'],
    }),
    linesOf(facts, 'kafka_server_fetchsessioncache_incrementalfetchsessionevictions_total', {
      title: 'Sessions that gave way',
    }),
  ],
});
