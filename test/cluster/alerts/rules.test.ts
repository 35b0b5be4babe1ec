import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { alertFacts } from '../../../cluster/alerts/alert-facts';
import { ALERT_GROUPS, ALERTS } from '../../../cluster/alerts/alerts';
import { renderRules } from '../../../cluster/alerts/render-rules';
import { packageFolder } from '../../../cluster/package-folder';
import { alertCases } from '../../support/alert-cases';
import { describeUnless } from '../../support/describe-unless';
import { productionTopology } from '../../support/production-topology';
import { SHIPPING_SPEC } from '../../support/shipping-spec';
import { checkRules, promtoolObstacle, testRules, type RuleTest } from '../../support/promtool';

const topology = productionTopology(SHIPPING_SPEC);
const facts = alertFacts(topology);
const rendered = ALERTS.filter(({ expr }) => expr(facts) !== undefined);
const cases = alertCases(facts);
const rules = renderRules(topology, { runbookUrl: 'https://wiki.example.com/kafka' });

interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}
interface Rule {
  readonly alert: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The rule of one alert alone. */
function ruleOf(name: string): string {
  const { groups } = parse(rules) as RuleFile;
  const own = groups.flatMap((group) => group.rules).filter(({ alert }) => alert === name);
  return stringify({ groups: [{ name, rules: own }] });
}

const firing = (alert: string) => `count(ALERTS{alertname="${alert}",alertstate="firing"})`;
const at = (minutes: number) => `${minutes}m`;

/** Silent a minute before its time, and firing after it. */
const tests: readonly RuleTest[] = rendered.map(({ name, forMinutes }) => {
  const { series, begins = 10, holds = begins } = cases[name]!;
  const before = begins + forMinutes - 1;
  return {
    ...{ name, interval: '1m' },
    input_series: series.map((text) => {
      const end = text.indexOf('} ') + 1;
      return { series: text.slice(0, end), values: text.slice(end + 1) };
    }),
    promql_expr_test: [
      ...(before < 0 ? [] : [{ expr: firing(name), eval_time: at(before), exp_samples: [] }]),
      {
        expr: firing(name),
        eval_time: at(holds + forMinutes + 2),
        exp_samples: [{ labels: '{}', value: 1 }],
      },
    ],
  };
});

describe('the table of alerts', () => {
  it('has thirty and more, each with a name of its own and a test', () => {
    const names = ALERTS.map(({ name }) => name);
    expect(rendered.length).toBeGreaterThanOrEqual(30);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(cases).sort()).toEqual([...names].sort());
  });

  it('is what the runbook has, in its order, with whom it wakes, when, and what to do first', () => {
    const page = readFileSync(join(packageFolder(), 'docs/runbook.md'), 'utf8');
    const after = (minutes: number) =>
      minutes === 0 ? 'at once' : `after ${minutes < 60 ? `${minutes} min` : `${minutes / 60} h`}`;
    const frame = ALERT_GROUPS.flatMap(({ alerts }) => alerts).map((alert) => {
      const who = alert.severity === 'page' ? 'Wakes a person' : 'Next working day';
      const command = alert.action.replaceAll('{{ $labels.host }}', 'HOST');
      return `### ${alert.name}\n\n**${who}**, ${after(alert.forMinutes)}. First: \`${command}\`\n`;
    });
    expect(page.match(/^### .*\n\n.*\n/gm)).toEqual(frame);
  });

  it('tells of shippers only where the spec has some', () => {
    const without = alertFacts(productionTopology({ security: SHIPPING_SPEC.security }));
    const gone = rendered.filter(({ expr }) => expr(without) === undefined);
    const names = ALERT_GROUPS.find(({ name }) => name === 'shippers')!.alerts;
    expect(gone.map(({ name }) => name)).toEqual(names.map(({ name }) => name));
  });

  it('asks a person to do something only in words that the command line has', () => {
    const cli = readFileSync(join(packageFolder(), 'scripts/cli.ts'), 'utf8');
    const unknown = ALERTS.filter(({ action }) => !cli.includes(` ${action.split(' ')[0]}: async`));
    expect(unknown.map(({ action }) => action)).toEqual([]);
  });
});

describeUnless(promtoolObstacle, 'rules of a cluster', () => {
  it('are ones that Prometheus takes', () => {
    expect(checkRules(rules)).toBe('');
  });

  it('fire each by what it is about, and not before its time', () => {
    const pairs = tests.map((test) => ({ rules: ruleOf(test.name), test }));
    expect(testRules(pairs)).toBe('');
  });

  it('of shippers are silent in a rolling restart', () => {
    const series = (metric: string, labels: string, values: string) => ({
      series: `${metric}{kafka_cluster="${facts.clusterName}",job="groups"${labels}}`,
      values,
    });
    const web = (metric: string, values: string) =>
      series(`kafka_shipper_${metric}`, ',host="web-1"', values);
    // Three times a broker is away for two minutes: what is sent to it waits, and so do reports of it.
    const rolled = (well: string, away: string) =>
      [1, 2, 3].map(() => `${well}x9 ${away}x2 ${well}x9`).join(' ');
    const test: RuleTest = {
      ...{ name: 'a roll', interval: '1m' },
      input_series: [
        web('lastreport_timestamp_seconds', '0+60x9 600x2 780+60x20 1980x2 2160+60x40'),
        web('ended', '0x80'),
        web('togo_bytes', rolled('0', '30000000')),
        web('sent_bytes_total', '0+3000000x80'),
        web('unacknowledged_seconds', rolled('1', '130')),
        ...['lost_bytes_total', 'setaside_lines_total', 'unreadable_total'].map((name) =>
          web(name, '5x80'),
        ),
        series('kafka_shipper_reportsunread', '', rolled('0', '1')),
        series('up', '', rolled('1', '0')),
        series('kafka_audit_verdict', ',verdict="missing"', '0x80'),
        series('kafka_audit_verdict', ',verdict="unknown"', rolled('0', '1')),
        series('kafka_audit_timestamp_seconds', '', '0+60x80'),
      ],
      promql_expr_test: [15, 30, 45, 60].map((minutes) => ({
        ...{ eval_time: at(minutes), exp_samples: [] },
        expr: 'ALERTS{alertstate="firing",alertname=~"Shipper.*|Audit.*"}',
      })),
    };
    expect(testRules([{ rules, test }])).toBe('');
  });

  it('do not pass the test where the fault is another', () => {
    const [first, second] = tests;
    const test = { ...first!, input_series: second!.input_series };
    expect(testRules([{ rules: ruleOf(first!.name), test }])).toContain('FAILED');
  });
});
