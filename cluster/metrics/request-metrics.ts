import type { Metric } from './metric';

const time = <Name extends string>(name: Name, meaning: string) =>
  ({
    name: `kafka_network_requestmetrics_${name.toLowerCase() as Lowercase<Name>}_seconds`,
    type: 'gauge',
    meaning,
    unit: 'seconds',
    bean: `kafka.network:type=RequestMetrics,name=${name}Ms,request={request:Produce|FetchConsumer|FetchFollower}`,
    attribute: '{quantile:50|99|999}thPercentile',
    factor: 0.001,
  }) as const satisfies Metric;

/** How requests are served. Their parts, one after the other, are the total time. */
export const REQUEST_METRICS = [
  {
    name: 'kafka_network_requestmetrics_requests_total',
    type: 'counter',
    meaning: 'Requests, by kind and by the version of the protocol that the client speaks',
    bean: 'kafka.network:type=RequestMetrics,name=RequestsPerSec,request={request},version={version}',
    attribute: 'Count',
  },
  {
    name: 'kafka_network_requestmetrics_errors_total',
    type: 'counter',
    meaning: 'Answers to requests, by kind and by error; NONE is none',
    bean: 'kafka.network:type=RequestMetrics,name=ErrorsPerSec,request={request},error={error}',
    attribute: 'Count',
  },
  time('TotalTime', 'How long requests took in all'),
  time(
    'RequestQueueTime',
    'How long they waited for a handler: handlers are too few, or the disks slow',
  ),
  time('LocalTime', 'How long the broker worked on them itself: its disks and page cache'),
  time(
    'RemoteTime',
    'How long they waited for others: replicas that copy, or records that a consumer waits for',
  ),
  time('ThrottleTime', 'How long they were held up by a quota'),
  time('ResponseQueueTime', 'How long answers waited for a network thread'),
  time('ResponseSendTime', 'How long it took to send answers'),
  {
    name: 'kafka_network_requestchannel_requestqueuesize',
    type: 'gauge',
    meaning: 'Requests that wait for a handler',
    bean: 'kafka.network:type=RequestChannel,name=RequestQueueSize',
    attribute: 'Value',
  },
  {
    name: 'kafka_network_requestchannel_responsequeuesize',
    type: 'gauge',
    meaning: 'Answers that wait for a network thread',
    bean: 'kafka.network:type=RequestChannel,name=ResponseQueueSize',
    attribute: 'Value',
  },
  {
    name: 'kafka_server_kafkarequesthandlerpool_requesthandleravgidle_ratio',
    type: 'gauge',
    meaning: 'The part of the last minute in which handlers had nothing to do; 0 is saturated',
    unit: 'ratio',
    bean: 'kafka.server:type=KafkaRequestHandlerPool,name=RequestHandlerAvgIdlePercent',
    attribute: 'OneMinuteRate',
  },
  {
    name: 'kafka_network_socketserver_networkprocessoravgidle_ratio',
    type: 'gauge',
    meaning:
      'The part of the last half minute in which network threads had nothing to do; 0 is saturated',
    unit: 'ratio',
    bean: 'kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent',
    attribute: 'Value',
  },
  {
    name: 'kafka_server_delayedoperationpurgatory_purgatorysize',
    type: 'gauge',
    meaning:
      'Requests that wait for something: writes for replicas (Produce), reads for records (Fetch)',
    bean: 'kafka.server:type=DelayedOperationPurgatory,name=PurgatorySize,delayedOperation={operation}',
    attribute: 'Value',
  },
] as const satisfies readonly Metric[];
