import type { DashboardFacts } from '../dashboard-facts';
import type { Page, Panel } from '../page';
import { CHOSEN_HOSTS, linesOf, rate, series } from '../queries';

/** What each broker does, and what it waits for. */
export const BROKERS: Page = {
  name: 'brokers',
  title: 'brokers',
  choices: ['host'],
  rows: (facts) => [
    { title: 'State', panels: state(facts) },
    { title: 'Replication', panels: replication(facts) },
    { title: 'Requests', panels: requests(facts) },
    { title: 'Logs on disk', panels: logs(facts) },
    { title: 'Process', panels: process(facts) },
  ],
};

const labels = CHOSEN_HOSTS;

const state = (facts: DashboardFacts): readonly Panel[] => [
  linesOf(facts, 'kafka_server_kafkaserver_brokerstate', {
    title: 'What it does',
    labels,
    how: 'max',
  }),
  linesOf(facts, 'kafka_server_replicamanager_leadercount', { title: 'Leads', labels }),
  linesOf(facts, 'kafka_server_replicamanager_partitioncount', { title: 'Replicas', labels }),
  linesOf(facts, 'kafka_controller_kafkacontroller_preferredreplicaimbalancecount', {
    title: 'Led by another than should',
    labels,
  }),
  linesOf(facts, 'kafka_controller_controllereventmanager_eventqueuesize', {
    title: 'Controller: events that wait',
    labels,
  }),
  linesOf(facts, 'kafka_server_appinfo_version', {
    title: 'Releases',
    labels,
    by: ['host', 'version'],
  }),
];

const replication = (facts: DashboardFacts): readonly Panel[] => [
  linesOf(facts, 'kafka_server_replicamanager_underreplicatedpartitions', {
    title: 'Lack a copy',
    labels,
  }),
  linesOf(facts, 'kafka_server_replicamanager_atminisrpartitioncount', {
    title: 'Refuse writes at the next loss',
    labels,
  }),
  linesOf(facts, 'kafka_server_replicafetchermanager_maxlag', {
    title: 'Behind leaders, records',
    labels,
    how: 'max',
  }),
  linesOf(facts, 'kafka_server_replicamanager_isrshrinks_total', {
    title: 'Replicas that fell behind',
    labels,
  }),
  linesOf(facts, 'kafka_server_brokertopicmetrics_replicationbytesin_total', {
    title: 'Copied from others',
    labels,
  }),
  linesOf(facts, 'kafka_server_brokertopicmetrics_reassignmentbytesin_total', {
    title: 'Of it, for moves',
    labels,
  }),
  linesOf(facts, 'kafka_server_replicafetchermanager_failedpartitionscount', {
    title: 'Given up to copy',
    labels,
  }),
  linesOf(facts, 'kafka_server_replicamanager_reassigningpartitions', {
    title: 'Being moved',
    labels,
  }),
];

const PARTS = [
  ['waits for a handler', 'kafka_network_requestmetrics_requestqueuetime_seconds'],
  ['works itself', 'kafka_network_requestmetrics_localtime_seconds'],
  ['waits for others', 'kafka_network_requestmetrics_remotetime_seconds'],
  ['held up by a quota', 'kafka_network_requestmetrics_throttletime_seconds'],
  ['waits for a network thread', 'kafka_network_requestmetrics_responsequeuetime_seconds'],
  ['is sent', 'kafka_network_requestmetrics_responsesendtime_seconds'],
] as const;

/** Where the time of a request goes, of the broker that is slowest in each part. */
function partsOf(facts: DashboardFacts, request: string, title: string): Panel {
  return {
    ...{ title, kind: 'lines', unit: 's' },
    about: 'Where the time of the slowest of a hundred goes, by the slowest of the chosen brokers',
    queries: PARTS.map(([legend, name]) => ({
      expr: `max (${series(facts, name, `${labels},request="${request}",quantile="0.99"`)})`,
      legend,
    })),
  };
}

function requests(facts: DashboardFacts): readonly Panel[] {
  const errors = rate(
    facts,
    'kafka_network_requestmetrics_errors_total',
    `${labels},error!="NONE"`,
  );
  return [
    partsOf(facts, 'Produce', 'Writes: where the time goes'),
    partsOf(facts, 'FetchConsumer', 'Reads: where the time goes'),
    partsOf(facts, 'FetchFollower', 'Copies: where the time goes'),
    linesOf(facts, 'kafka_network_requestmetrics_requests_total', {
      title: 'Requests by kind',
      labels,
      by: ['request'],
    }),
    {
      ...{ title: 'Errors by kind', kind: 'lines', unit: 'cps' },
      about:
        'Answers that are an error; some are a part of the protocol, such as a new session of a fetch',
      queries: [
        {
          expr: `sum by (request, error) (${errors}) > 0`,
          legend: '{{request}} {{error}}',
        },
      ],
    },
    linesOf(facts, 'kafka_network_requestchannel_requestqueuesize', {
      title: 'Requests that wait for a handler',
      labels,
    }),
    linesOf(facts, 'kafka_server_kafkarequesthandlerpool_requesthandleravgidle_ratio', {
      title: 'Handlers idle',
      labels,
      red: { below: 0.3 },
    }),
    linesOf(facts, 'kafka_network_socketserver_networkprocessoravgidle_ratio', {
      title: 'Network threads idle',
      labels,
      red: { below: 0.3 },
    }),
    linesOf(facts, 'kafka_server_delayedoperationpurgatory_purgatorysize', {
      title: 'Requests that wait for something',
      labels,
      by: ['operation'],
    }),
  ];
}

const logs = (facts: DashboardFacts): readonly Panel[] => [
  linesOf(facts, 'kafka_log_logmanager_logdirectoryoffline', {
    title: 'Failed disks',
    labels,
    by: ['host', 'directory'],
    red: { from: 1 },
  }),
  linesOf(facts, 'kafka_log_logflushstats_logflushtime_seconds', {
    title: 'Written through to disk, slowest of a hundred',
    labels: `${labels},quantile="0.99"`,
  }),
  linesOf(facts, 'kafka_log_logcleaner_maxcleantime_seconds', { title: 'Compaction took', labels }),
  linesOf(facts, 'kafka_log_logcleanermanager_uncleanablepartitions', {
    title: 'Can not be compacted',
    labels,
  }),
];

function process(facts: DashboardFacts): readonly Panel[] {
  const ofBrokers = `${labels},job="kafka"`;
  const line = (title: string, expr: string, words: Pick<Panel, 'about' | 'unit'>): Panel => ({
    ...{ title, ...words, kind: 'lines' },
    queries: [{ expr, legend: '{{host}}' }],
  });
  const [open, most] = (['process_open_fds', 'process_max_fds'] as const).map((name) =>
    series(facts, name, ofBrokers),
  );
  return [
    line('Processors', `sum by (host) (${rate(facts, 'process_cpu_seconds_total', ofBrokers)})`, {
      about: 'Processors that the broker keeps busy',
      unit: 'short',
    }),
    line(
      'Heap',
      `sum by (host) (${series(facts, 'jvm_memory_used_bytes', `${ofBrokers},area="heap"`)})`,
      { about: 'Of the heap, what is used; it falls at each collection', unit: 'decbytes' },
    ),
    line(
      'Collecting garbage',
      `sum by (host) (${rate(facts, 'jvm_gc_collection_seconds_sum', ofBrokers)})`,
      {
        about: 'The part of the time in which the broker stands still for it',
        unit: 'percentunit',
      },
    ),
    line('Files open', `max by (host) (${open} / ${most})`, {
      about: 'Of the files and connections that the broker may have open, those that it has',
      unit: 'percentunit',
    }),
    line('Threads', `sum by (host) (${series(facts, 'jvm_threads_current', ofBrokers)})`, {
      about: 'Threads of the broker',
      unit: 'short',
    }),
  ];
}
