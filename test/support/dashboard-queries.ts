import { PAGES } from '../../cluster/dashboards/pages';
import type { DashboardFacts } from '../../cluster/dashboards/dashboard-facts';

/** One expression of a dashboard, and where it stands. */
export interface DashboardQuery {
  /** As `overview: Brokers that answer`. */
  readonly place: string;
  /** With all that a reader can choose. */
  readonly expr: string;
}

/** Grafana's own variables, as it fills them in for a reader who has chosen nothing. */
const CHOSEN: Readonly<Record<string, string>> = {
  $__rate_interval: '1m',
  $host: '.*',
  $topic: '.+',
};

/** All that the dashboards of a cluster ask. */
export function dashboardQueries(facts: DashboardFacts): readonly DashboardQuery[] {
  return PAGES.flatMap(({ name, rows }) =>
    rows(facts).flatMap(({ panels }) =>
      panels.flatMap(({ title, queries }) =>
        queries.map(({ expr }) => ({
          place: `${name}: ${title}`,
          expr: expr.replaceAll(/\$\w+/g, (variable) => CHOSEN[variable] ?? variable),
        })),
      ),
    ),
  );
}
