import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { labelsOf, type Metric } from '../cluster/metrics/metric';
import type { ApiMetric } from '../cluster/metrics/api-metric';
import { AUDIT_METRICS } from '../cluster/metrics/audit-metrics';
import { GROUP_METRICS } from '../cluster/metrics/group-metrics';
import { METRICS } from '../cluster/metrics/metrics';
import { SHIPPER_METRICS } from '../cluster/metrics/shipper-metrics';
import { packageFolder } from '../cluster/package-folder';
import { markdownTable } from './bench/support/markdown-table';

const PAGE = join(packageFolder(), 'docs', 'metrics.md');

it('the page of metrics has those that exporters give, and no others', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const intro = page.slice(0, page.indexOf('\n## Brokers\n'));
  const sections = [
    ['Brokers', METRICS.kafka.metrics],
    ['ZooKeeper', METRICS.zookeeper.metrics],
  ] as const;
  const tables = sections
    .filter(([, metrics]) => metrics.length > 0)
    .map(([title, metrics]) => `## ${title}\n\n${tableOf(metrics)}\n`);
  const ofApi = (
    [
      ['Groups', GROUP_METRICS],
      ['Shippers', SHIPPER_METRICS],
      ['Audits', AUDIT_METRICS],
    ] as const
  ).map(([title, metrics]) => `## ${title}\n\n${apiTable(metrics)}\n`);
  const expected = await format([intro, ...tables, ...ofApi].join('\n'), { parser: 'markdown' });
  if (process.env['UPDATE_GOLDEN']) writeFileSync(PAGE, expected);
  else expect(page).toBe(expected);
});

function apiTable(metrics: readonly ApiMetric[]): string {
  return markdownTable(
    ['metric', 'labels', 'meaning', 'unit', 'type'],
    metrics.map(({ name, labels, meaning, unit, type }) => [
      ...[`\`${name}\``, labels.map((label) => `\`${label}\``).join(', ')],
      ...[meaning, unit ?? '', type],
    ]),
  );
}

function tableOf(metrics: readonly Metric[]): string {
  return markdownTable(
    ['metric', 'labels', 'meaning', 'unit', 'type', 'read from'],
    metrics.map((metric) => [
      `\`${metric.name}\``,
      labelsOf(metric)
        .map((label) => `\`${label}\``)
        .join(', '),
      metric.meaning + (metric.onlyWhen ? `; ${metric.onlyWhen}` : ''),
      metric.unit ?? '',
      metric.type,
      `\`${metric.bean}\` ${metric.attribute}`.replaceAll('|', '\\|'),
    ]),
  );
}
