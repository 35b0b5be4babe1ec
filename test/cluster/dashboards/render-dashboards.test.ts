import { dashboardFacts } from '../../../cluster/dashboards/dashboard-facts';
import { PAGES } from '../../../cluster/dashboards/pages';
import {
  NODE_METRICS,
  OTHER_METRICS,
  PROMETHEUS_METRICS,
} from '../../../cluster/dashboards/queries';
import { renderDashboards } from '../../../cluster/dashboards/render-dashboards';
import { AUDIT_METRICS } from '../../../cluster/metrics/audit-metrics';
import { GROUP_METRICS } from '../../../cluster/metrics/group-metrics';
import { METRICS } from '../../../cluster/metrics/metrics';
import { SHIPPER_METRICS } from '../../../cluster/metrics/shipper-metrics';
import { Security, type SecuritySpec } from '../../../cluster/security';
import { dashboardQueries, type DashboardQuery } from '../../support/dashboard-queries';
import { describeUnless } from '../../support/describe-unless';
import { productionTopology } from '../../support/production-topology';
import { SHIPPING_SPEC } from '../../support/shipping-spec';
import { checkRules, promtoolObstacle } from '../../support/promtool';

const topology = productionTopology(SHIPPING_SPEC);
const rendered = renderDashboards(topology);
const queries = dashboardQueries(dashboardFacts(topology));

const known = new Set<string>([
  ...Object.values(METRICS).flatMap(({ metrics }) => metrics.map(({ name }) => name)),
  ...[...GROUP_METRICS, ...SHIPPER_METRICS, ...AUDIT_METRICS].map(({ name }) => name),
  ...[...NODE_METRICS, ...OTHER_METRICS, ...PROMETHEUS_METRICS],
]);

/** The metrics that an expression names: all have labels. */
const namedIn = (expr: string) => [...expr.matchAll(/(\w+)\{/g)].map(([, name]) => name!);
const unknownIn = (of: readonly DashboardQuery[]) =>
  of.flatMap(({ place, expr }) =>
    namedIn(expr)
      .filter((name) => !known.has(name))
      .map((name) => `${place}: ${name}`),
  );

describe('dashboards', () => {
  it('ask only for what somebody gives, each of this cluster', () => {
    expect(queries.length).toBeGreaterThan(80);
    expect(unknownIn(queries)).toEqual([]);
    for (const { place, expr } of queries) {
      const parts = [...expr.matchAll(/\{([^}]*)\}/g)].map(([, labels]) => labels);
      expect([place, parts.length]).not.toEqual([place, 0]);
      expect(parts.every((labels) => labels!.startsWith('kafka_cluster="logs"'))).toBe(true);
    }
  });

  it('would be found asking for what nobody gives', () => {
    const wrong = {
      place: 'a page: a panel',
      expr: 'sum(rate(kafka_server_byteslost_total{a="b"}[5m]))',
    };
    expect(unknownIn([wrong])).toEqual(['a page: a panel: kafka_server_byteslost_total']);
  });

  it('show no picture twice on a page, and say of each what it shows', () => {
    for (const { name, rows } of PAGES) {
      const shown = rows(dashboardFacts(topology));
      for (const { title, panels } of shown) {
        const titles = panels.map((panel) => panel.title);
        expect([name, title, titles]).toEqual([name, title, [...new Set(titles)]]);
        for (const { about } of panels) expect(about).toMatch(/^[A-Z].*[^.]$/);
      }
    }
  });

  it('lie side by side without one over the other, each with a number of its own', () => {
    for (const json of Object.values(rendered)) {
      const { panels } = JSON.parse(json) as {
        readonly panels: readonly {
          readonly id: number;
          readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
        }[];
      };
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
      );
      expect(new Set(cells).size).toBe(cells.length);
      expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
    }
  });

  it('have an address of 40 characters at most, each its own', () => {
    const long = renderDashboards(
      productionTopology({ ...SHIPPING_SPEC, clusterName: 'a'.repeat(32) }),
    );
    const uids = Object.values(long).map((json) => (JSON.parse(json) as { uid: string }).uid);
    expect(new Set(uids).size).toBe(PAGES.length);
    expect(uids.every((uid) => uid.length <= 40)).toBe(true);
  });

  it('have one of shippers where the spec has some', () => {
    const without = Object.keys(renderDashboards(productionTopology()));
    const own = Object.keys(rendered).filter((name) => !without.includes(name));
    expect(own).toEqual(['logs-shippers.dashboard.json']);
  });

  it('tell of certificates where there are some', () => {
    const asks = (security: SecuritySpec) =>
      dashboardQueries(dashboardFacts(productionTopology({ security }))).some(({ expr }) =>
        expr.includes('certificate_not_after'),
      );
    expect([asks(Security.plaintext()), asks(Security.tls())]).toEqual([false, true]);
  });
});

describeUnless(promtoolObstacle, 'expressions of dashboards', () => {
  it('are PromQL', () => {
    const rules = queries.map(({ expr }, index) => ({ record: `panel:number_${index}`, expr }));
    expect(checkRules(JSON.stringify({ groups: [{ name: 'panels', rules }] }))).toBe('');
    const broken = [{ record: 'panel:broken', expr: 'sum by (host (up{})' }];
    expect(checkRules(JSON.stringify({ groups: [{ name: 'panels', rules: broken }] }))).not.toBe(
      '',
    );
  });
});
