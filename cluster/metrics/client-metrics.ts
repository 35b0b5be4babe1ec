import type { Metric } from './metric';

/** Of each network thread by itself, as Kafka counts them; sums over them are right. */
const ofListener = <Name extends string>(
  name: Name,
  { attribute, type, meaning }: Pick<Metric, 'attribute' | 'type' | 'meaning'>,
) =>
  ({
    name: `kafka_server_socketservermetrics_${name}`,
    type,
    meaning,
    bean: 'kafka.server:type=socket-server-metrics,listener={listener},networkProcessor={processor}',
    attribute,
  }) as const satisfies Metric;

const throttled = <Request extends 'Produce' | 'Fetch' | 'Request'>(
  request: Request,
  meaning: string,
) =>
  ({
    name: `kafka_server_${request.toLowerCase() as Lowercase<Request>}_throttletime_seconds`,
    type: 'gauge',
    meaning,
    unit: 'seconds',
    bean: `kafka.server:type=${request},user={user}`,
    attribute: 'throttle-time',
    factor: 0.001,
    onlyWhen: 'while there are quotas of users and the user sends requests, and an hour longer',
  }) as const satisfies Metric;

/** Who is connected, and who is held up. */
export const CLIENT_METRICS = [
  ofListener('connections', {
    attribute: 'connection-count',
    type: 'gauge',
    meaning: 'Connections that are open',
  }),
  ofListener('connectioncreation_total', {
    attribute: 'connection-creation-total',
    type: 'counter',
    meaning: 'Connections that were opened',
  }),
  ofListener('connectionclose_total', {
    attribute: 'connection-close-total',
    type: 'counter',
    meaning: 'Connections that were closed',
  }),
  ofListener('successfulauthentication_total', {
    attribute: 'successful-authentication-total',
    type: 'counter',
    meaning: 'Logins that were let in',
  }),
  ofListener('failedauthentication_total', {
    attribute: 'failed-authentication-total',
    type: 'counter',
    meaning: 'Logins that were refused, and certificates',
  }),
  {
    name: 'kafka_server_socketservermetrics_clientconnections',
    type: 'gauge',
    meaning:
      'Connections that are open, by the program that clients say they are; once more what connections has',
    bean: 'kafka.server:type=socket-server-metrics,clientSoftwareName={software},clientSoftwareVersion={version},listener={listener},networkProcessor={processor}',
    attribute: 'connections',
  },
  {
    name: 'kafka_network_socketserver_expiredconnectionskilled_total',
    type: 'counter',
    meaning: 'Connections that were closed because their client did not log in again in time',
    bean: 'kafka.network:type=SocketServer,name=ExpiredConnectionsKilledCount',
    attribute: 'Value',
  },
  throttled('Produce', 'How long a write of the user is held up by its quota, on average'),
  throttled('Fetch', 'How long a read of the user is held up by its quota, on average'),
  throttled(
    'Request',
    'How long a request of the user is held up by its quota of processor time, on average',
  ),
  {
    name: 'kafka_server_fetchsessioncache_numincrementalfetchsessions',
    type: 'gauge',
    meaning: 'Sessions of consumers and replicas that only ask for what has changed',
    bean: 'kafka.server:type=FetchSessionCache,name=NumIncrementalFetchSessions',
    attribute: 'Value',
  },
  {
    name: 'kafka_server_fetchsessioncache_incrementalfetchsessionevictions_total',
    type: 'counter',
    meaning: 'Such sessions that had to give way to others',
    bean: 'kafka.server:type=FetchSessionCache,name=IncrementalFetchSessionEvictionsPerSec',
    attribute: 'Count',
  },
  {
    name: 'kafka_coordinator_group_groupmetadatamanager_groups',
    type: 'gauge',
    meaning: 'Groups of consumers that the broker coordinates, by their state',
    bean: 'kafka.coordinator.group:type=GroupMetadataManager,name=NumGroups{state:Stable|Empty|PreparingRebalance|CompletingRebalance|Dead}',
    attribute: 'Value',
  },
  {
    name: 'kafka_coordinator_group_groupmetadatamanager_numoffsets',
    type: 'gauge',
    meaning: 'Offsets of those groups that the broker keeps',
    bean: 'kafka.coordinator.group:type=GroupMetadataManager,name=NumOffsets',
    attribute: 'Value',
  },
] as const satisfies readonly Metric[];
