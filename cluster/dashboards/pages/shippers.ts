import { SHIPPER_METRICS } from '../../metrics/shipper-metrics';
import type { DashboardFacts } from '../dashboard-facts';
import type { Page, Panel, Row } from '../page';
import { CLUSTER } from '../../alerts/promql';
import { AUDIT_METRICS } from '../../metrics/audit-metrics';
import { linesOfRow, series } from '../queries';

/** Whether lines of log hosts arrive, by what shippers report and what audits find. */
export const SHIPPERS: Page = {
  name: 'shippers',
  title: 'shippers',
  choices: [],
  rows: (facts) => (facts.hasShippers ? [now(facts), hosts(facts), audits(facts)] : []),
};

const REPORTED = 'kafka_shipper_lastreport_timestamp_seconds';

const now = (facts: DashboardFacts): Row => ({
  title: 'Is it well',
  panels: [
    {
      ...{ title: 'Hosts', kind: 'number', unit: 'short' },
      about: 'Hosts that have reported within seven days',
      queries: [{ expr: `count ${CLUSTER} (${series(facts, REPORTED)})`, legend: 'Hosts' }],
    },
    {
      ...{ title: 'Longest silence', kind: 'number', unit: 's', red: { from: 300 } },
      about:
        'Since the last report of a host that did not say that it ends; a shipper reports every ten seconds',
      queries: [
        {
          expr: `max ${CLUSTER} (time() - ${series(facts, REPORTED)} unless on (kafka_cluster, host) ${series(facts, 'kafka_shipper_ended')} == 1)`,
          legend: 'Silence',
        },
      ],
    },
    {
      ...{ title: 'To go', kind: 'number', unit: 'decbytes' },
      about: 'Bytes that were written on all hosts and not yet sent',
      queries: [
        { expr: `sum ${CLUSTER} (${series(facts, 'kafka_shipper_togo_bytes')})`, legend: 'To go' },
      ],
    },
    {
      ...{ title: 'Minutes that miss lines', kind: 'number', unit: 'short', red: { from: 1 } },
      about: 'By the last audit; 0 is good',
      queries: [
        {
          expr: `max ${CLUSTER} (${series(facts, 'kafka_audit_minutes', 'verdict="missing"')})`,
          legend: 'Missing',
        },
      ],
    },
    {
      ...{ title: 'Minutes not known', kind: 'number', unit: 'short', red: { from: 1 } },
      about: 'By the last audit; 0 is good',
      queries: [
        {
          expr: `max ${CLUSTER} (${series(facts, 'kafka_audit_minutes', 'verdict="unknown"')})`,
          legend: 'Unknown',
        },
      ],
    },
  ],
});

/** The ten hosts that have most of it: there may be hundreds. */
function most(
  facts: DashboardFacts,
  rows: readonly (typeof SHIPPER_METRICS | typeof AUDIT_METRICS)[number][],
  titles: Readonly<Record<string, string>>,
): readonly Panel[] {
  return rows
    .filter(({ name }) => titles[name] !== undefined)
    .map((row) => {
      const panel = linesOfRow(facts, row, { title: titles[row.name]!, how: 'max' });
      const queries = panel.queries.map((query) => ({ ...query, expr: `topk(10, ${query.expr})` }));
      return { ...panel, queries, about: `${panel.about}; the ten hosts with most` };
    });
}

const hosts = (facts: DashboardFacts): Row => ({
  title: 'Hosts',
  panels: most(facts, SHIPPER_METRICS, {
    kafka_shipper_sent_lines_total: 'Lines sent',
    kafka_shipper_sent_bytes_total: 'Bytes sent',
    kafka_shipper_togo_bytes: 'Bytes to go',
    kafka_shipper_unacknowledged_seconds: 'Waits for its acknowledgement',
    kafka_shipper_retries_total: 'Sent again',
    kafka_shipper_setaside_lines_total: 'Set aside',
    kafka_shipper_lost_bytes_total: 'Given up',
    kafka_shipper_unreadable_total: 'Could not be read',
    kafka_shipper_writtenanew_total: 'Cut short or written anew',
    kafka_shipper_notfound_total: 'Replaced or removed while it was away',
  }),
});

const audits = (facts: DashboardFacts): Row => ({
  title: 'The last audit',
  panels: [
    {
      ...{ title: 'Sent and stored', kind: 'lines', unit: 'short' },
      about: 'Lines that shippers say they sent, and those of them that topics hold',
      queries: [
        {
          expr: `sum ${CLUSTER} (${series(facts, 'kafka_audit_produced_lines')})`,
          legend: 'sent',
        },
        {
          expr: `sum ${CLUSTER} (${series(facts, 'kafka_audit_stored_lines')})`,
          legend: 'stored',
        },
      ],
    },
    ...most(facts, AUDIT_METRICS, {
      kafka_audit_missing_bytes: 'Missing',
      kafka_audit_doubled_lines: 'Doubled',
      kafka_audit_expired_lines: 'Past retention',
    }),
  ],
});
