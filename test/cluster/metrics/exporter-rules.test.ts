import {
  exporterRule,
  exporterRules,
  objectNames,
  unreadPattern,
} from '../../../cluster/metrics/exporter-rules';
import type { Metric } from '../../../cluster/metrics/metric';
import { METRICS } from '../../../cluster/metrics/metrics';

const metric = (changes: Partial<Metric> = {}): Metric => ({
  name: 'kafka_network_requestmetrics_totaltime_seconds',
  type: 'gauge',
  meaning: 'How long requests took',
  bean: 'kafka.network:type=RequestMetrics,name=TotalTimeMs,request={request:Produce|FetchConsumer}',
  attribute: '{quantile:50|999}thPercentile',
  factor: 0.001,
  ...changes,
});

/** What a rule makes of an attribute, as the exporter matches it. */
function labelsFrom(made: Metric, attribute: string): Readonly<Record<string, string>> | undefined {
  const { pattern, labels } = exporterRule(made);
  const match = new RegExp(`^.*(?:${pattern}).*$`).exec(attribute);
  if (!match) return undefined;
  const filled = (value: string) =>
    value.replaceAll(/\$(\d)/g, (_, group) => match[Number(group)]!);
  return Object.fromEntries(labels.map(({ name, value }) => [name, filled(value)]));
}

describe('the rule of a metric', () => {
  it('makes labels of the parts of the name and of the attribute', () => {
    const read = 'kafka.network<type=RequestMetrics, name=TotalTimeMs, request=Produce><>';
    expect(labelsFrom(metric(), `${read}999thPercentile: 12.5`)).toEqual({
      request: 'Produce',
      quantile: '0.999',
    });
    expect(labelsFrom(metric(), `${read}95thPercentile: 12.5`)).toBeUndefined();
  });

  it('takes a topic with dots, and no MBean that has more parts', () => {
    const bytes = metric({
      bean: 'kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec,topic={topic}',
      attribute: 'Count',
    });
    const read = 'kafka.server<type=BrokerTopicMetrics, name=BytesInPerSec';
    expect(labelsFrom(bytes, `${read}, topic=app.logs-1><>Count: 3`)).toEqual({
      topic: 'app.logs-1',
    });
    expect(labelsFrom(bytes, `${read}><>Count: 3`)).toBeUndefined();
    expect(labelsFrom(bytes, `${read}, topic=a, partition=1><>Count: 3`)).toBeUndefined();
  });

  it('makes a label of a text, and is not kept in mind then', () => {
    const state = metric({
      bean: 'kafka.server:type=SessionExpireListener,name=SessionState',
      ...{ attribute: 'Value', textLabel: 'state' },
    });
    expect(
      labelsFrom(
        state,
        'kafka.server<type=SessionExpireListener, name=SessionState><>Value: CONNECTED',
      ),
    ).toEqual({ state: 'CONNECTED' });
    expect(exporterRule(state)).toMatchObject({ value: '1', cache: false });
  });
});

it('only the MBeans of the choices of a label are read', () => {
  expect(objectNames([metric(), metric({ bean: 'kafka.server:type=app-info,id={id}' })])).toEqual([
    'kafka.network:type=RequestMetrics,name=TotalTimeMs,request=FetchConsumer',
    'kafka.network:type=RequestMetrics,name=TotalTimeMs,request=Produce',
    'kafka.server:type=app-info,id=*',
  ]);
});

it('rules that most attributes belong to are tried first, and texts last', () => {
  const version = metric({
    ...{ name: 'kafka_server_appinfo_version', bean: 'kafka.server:type=app-info,id={id}' },
    ...{ attribute: 'Version', textLabel: 'version' },
  });
  const one = metric({
    name: 'kafka_server_kafkaserver_brokerstate',
    ...{ bean: 'kafka.server:type=KafkaServer,name=BrokerState', attribute: 'Value' },
  });
  expect(exporterRules([version, one, metric()]).map(({ name }) => name)).toEqual([
    'kafka_network_requestmetrics_totaltime_seconds',
    'kafka_server_kafkaserver_brokerstate',
    'kafka_server_appinfo_version',
  ]);
});

it('attributes that no metric is read from are told apart by one pattern', () => {
  const unread = new RegExp(unreadPattern([metric(), metric({ attribute: 'Value' })]));
  const told = (attribute: string) => `kafka.network<type=A, name=B><>${attribute}: <cache>`;
  expect(
    ['50thPercentile', '999thPercentile', 'Value'].filter((a) => unread.test(told(a))),
  ).toEqual([]);
  const others = ['95thPercentile', 'Values', 'OldValue', 'Mean'];
  expect(others.filter((a) => unread.test(told(a)))).toEqual(others);
});

describe('the metrics of all processes', () => {
  const all = Object.values(METRICS).flatMap(({ metrics }) => metrics);

  it('have a name each, that ends in what it counts', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { name, type, unit } of all) {
      expect(name).toMatch(/^(kafka|zookeeper)_[a-z0-9_]+$/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      if (type === 'gauge' && unit) expect(name).toMatch(new RegExp(`_${unit}$`));
    }
  });

  it('none grows with partitions', () => {
    expect(all.filter(({ bean }) => bean.includes('partition='))).toEqual([]);
  });
});
