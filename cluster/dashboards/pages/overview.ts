import { CLUSTER } from '../../alerts/promql';
import type { DashboardFacts } from '../dashboard-facts';
import type { Page, Panel, Red } from '../page';
import {
  linesOf,
  meaningOf,
  rate,
  series,
  type BrokerMetricName,
  type MetricName,
} from '../queries';
import { diskUsed, networkUsed } from './hosts';

/** What somebody looks at first: whether it is well, and whether the load fits. */
export const OVERVIEW: Page = {
  name: 'overview',
  title: 'first look',
  choices: [],
  rows: (facts) => [
    { title: 'Is it well', panels: numbers(facts) },
    { title: 'What it does', panels: [...load(facts), ...room(facts)] },
  ],
};

const number = (
  title: string,
  expr: string,
  { about, red }: { about: string; red: Red },
): Panel => ({
  ...{ title, about, red, kind: 'number', unit: 'short' },
  queries: [{ expr, legend: title }],
});

/** Over all brokers; none is good. */
const none = (facts: DashboardFacts, title: string, name: BrokerMetricName): Panel =>
  number(title, `sum ${CLUSTER} (${series(facts, name)})`, {
    about: meaningOf(name),
    red: { from: 1 },
  });

function numbers(facts: DashboardFacts): readonly Panel[] {
  const { brokers } = facts;
  const firing = series(facts, 'ALERTS', 'alertstate="firing",severity="page"');
  const unclean = 'kafka_controller_controllerstats_uncleanleaderelections_total';
  return [
    number('Alerts that page', `count(${firing}) or vector(0)`, {
      about: 'Alerts that wake a person right now; 0 is good. The runbook has a section for each',
      red: { from: 1 },
    }),
    number('Brokers that answer', `sum ${CLUSTER} (${series(facts, 'up', 'job="kafka"')})`, {
      about: `Brokers whose metrics can be read, of ${brokers}`,
      red: { below: brokers },
    }),
    number(
      'Controllers',
      `sum ${CLUSTER} (${series(facts, 'kafka_controller_kafkacontroller_activecontrollercount')})`,
      { about: 'Brokers that take themselves for the controller; 1 is good', red: { exceptAt: 1 } },
    ),
    none(facts, 'Without a leader', 'kafka_controller_kafkacontroller_offlinepartitionscount'),
    none(facts, 'Refuse writes', 'kafka_server_replicamanager_underminisrpartitioncount'),
    none(facts, 'Lack a copy', 'kafka_server_replicamanager_underreplicatedpartitions'),
    none(facts, 'Failed disks', 'kafka_log_logmanager_logdirectoryoffline'),
    number('Unclean elections', `sum ${CLUSTER} (increase(${series(facts, unclean)}[1d]))`, {
      about: `${meaningOf(unclean)}; in the last day`,
      red: { from: 1 },
    }),
  ];
}

function load(facts: DashboardFacts): readonly Panel[] {
  const flow = (legend: string, name: MetricName) => ({
    expr: `sum ${CLUSTER} (${rate(facts, name)})`,
    legend,
  });
  const written = rate(facts, 'kafka_server_brokertopicmetrics_bytesin_total', 'topic!=""');
  return [
    {
      ...{ title: 'What passes through', kind: 'lines', unit: 'Bps' },
      about: 'What producers write, consumers read, and brokers copy from each other',
      queries: [
        flow('written', 'kafka_server_brokertopicmetrics_bytesin_total'),
        flow('read', 'kafka_server_brokertopicmetrics_bytesout_total'),
        flow('copied', 'kafka_server_brokertopicmetrics_replicationbytesin_total'),
      ],
    },
    {
      ...{ title: 'Written, ten largest topics', kind: 'lines', unit: 'Bps' },
      about: meaningOf('kafka_server_brokertopicmetrics_bytesin_total'),
      queries: [{ expr: `topk(10, sum by (topic) (${written}))`, legend: '{{topic}}' }],
    },
    linesOf(facts, 'kafka_network_requestmetrics_totaltime_seconds', {
      title: 'Writes take, slowest of a hundred',
      labels: 'request="Produce",quantile="0.99"',
    }),
    linesOf(facts, 'kafka_server_kafkarequesthandlerpool_requesthandleravgidle_ratio', {
      title: 'Handlers idle',
      red: { below: 0.3 },
    }),
  ];
}

const room = (facts: DashboardFacts): readonly Panel[] => [diskUsed(facts), networkUsed(facts)];
