import type {
  Dashboard,
  Panel as GrafanaPanel,
  RowPanel,
  ThresholdsConfig,
  VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
import type { Options as StatOptions } from '@grafana/grafana-foundation-sdk/stat';
import type {
  FieldConfig as LineStyle,
  Options as LineOptions,
} from '@grafana/grafana-foundation-sdk/timeseries';
import type { Topology } from '../topology';
import type { AsJson } from './as-json';
import { dashboardFacts, type DashboardFacts } from './dashboard-facts';
import type { Choice, Page, Panel, Red } from './page';
import { PAGES } from './pages';
import { series } from './queries';

type ShownPanel = Omit<AsJson<GrafanaPanel>, 'targets' | 'options' | 'fieldConfig'> & {
  readonly gridPos: NonNullable<AsJson<GrafanaPanel['gridPos']>>;
  readonly targets: readonly AsJson<Dataquery>[];
  readonly options: AsJson<LineOptions> | Partial<AsJson<StatOptions>>;
  readonly fieldConfig: AsJson<GrafanaPanel['fieldConfig']>;
};
type Shown = ShownPanel | AsJson<RowPanel>;

/** The dashboards of a cluster for Grafana, by their files' names. */
export function renderDashboards(topology: Topology): Readonly<Record<string, string>> {
  const facts = dashboardFacts(topology);
  return Object.fromEntries(
    PAGES.filter(({ rows }) => rows(facts).length > 0).map((page) => [
      `${facts.clusterName}-${page.name}.dashboard.json`,
      `${JSON.stringify(renderPage(page, facts), null, 2)}\n`,
    ]),
  );
}

/** A reader chooses which Prometheus is asked. */
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' } as const;

function renderPage(page: Page, facts: DashboardFacts) {
  const { clusterName } = facts;
  const dashboard = {
    // The same each time: written again, it takes the place of the one before.
    uid: uidOf(clusterName, page.name),
    title: `${clusterName}: ${page.title}`,
    tags: ['kafka', clusterName],
    timezone: 'browser',
    editable: true,
    graphTooltip: 1,
    time: { from: 'now-3h', to: 'now' },
    refresh: '30s',
    schemaVersion: 41,
    templating: {
      list: [datasourceVariable(), ...page.choices.map((each) => variable(facts, each))],
    },
    annotations: { list: [] },
    links: [
      {
        ...{ title: clusterName, type: 'dashboards', icon: 'external link', tooltip: '', url: '' },
        ...{ tags: ['kafka', clusterName], asDropdown: true, targetBlank: false },
        ...{ includeVars: false, keepTime: true },
      },
    ],
  } satisfies AsJson<Dashboard>;
  return { ...dashboard, panels: layOutPanels(page, facts) };
}

/** Grafana takes 40 characters. */
const MOST_OF_UID = 40;

/** Names that are too long are told apart by what of them fits. */
function uidOf(clusterName: string, page: string): string {
  return `kafka-${page}-${clusterName}`.slice(0, MOST_OF_UID);
}

const datasourceVariable = () =>
  ({
    ...{ name: 'datasource', type: 'datasource', label: 'Prometheus', query: 'prometheus' },
    ...{ hide: 0, refresh: 1, includeAll: false, multi: false },
  }) as const satisfies AsJson<VariableModel>;

const NAMES = {
  host: { label: 'Host', metric: 'up', labels: 'job="kafka"', all: '.*' },
  topic: {
    label: 'Topic',
    metric: 'kafka_server_brokertopicmetrics_bytesin_total',
    labels: undefined,
    all: '.+',
  },
} as const;

function variable(facts: DashboardFacts, choice: Choice) {
  const { label, metric, labels, all } = NAMES[choice];
  const query = `label_values(${series(facts, metric, labels)}, ${choice})`;
  return {
    ...{ name: choice, type: 'query', label, hide: 0, datasource: DATASOURCE },
    ...{ query: { query, refId: choice }, definition: query },
    // Anew where the time that is looked at changes.
    ...{ refresh: 2, sort: 1, multi: true, includeAll: true, allValue: all },
    current: { selected: true, text: 'All', value: '$__all' },
  } as const satisfies AsJson<VariableModel>;
}

/** Of Grafana's grid. */
const WIDTH = 24;
const SIZES = { number: { w: 3, h: 4 }, lines: { w: 8, h: 8 } } as const;

/** Row by row, from left to right. */
function layOutPanels({ rows }: Page, facts: DashboardFacts): readonly Shown[] {
  const shown: Shown[] = [];
  let y = 0;
  for (const { title, panels } of rows(facts)) {
    const id = shown.length + 1;
    const at = { x: 0, y, w: WIDTH, h: 1 };
    shown.push({ id, type: 'row', title, collapsed: false, gridPos: at, panels: [] });
    y += 1;
    let [x, height] = [0, 0];
    for (const panel of panels) {
      const { w, h } = SIZES[panel.kind];
      if (x + w > WIDTH) [x, y, height] = [0, y + height, 0];
      shown.push(renderPanel(panel, { id: shown.length + 1, gridPos: { x, y, w, h } }));
      [x, height] = [x + w, Math.max(height, h)];
    }
    y += height;
  }
  return shown;
}

function renderPanel(
  { title, about, kind, unit, queries, red }: Panel,
  place: Pick<ShownPanel, 'id' | 'gridPos'>,
): ShownPanel {
  const thresholds = thresholdsOf(red);
  return {
    ...place,
    ...{ title, description: `${about}.`, datasource: DATASOURCE },
    type: kind === 'number' ? 'stat' : 'timeseries',
    targets: queries.map(({ expr, legend }, index) => ({
      ...{ refId: 'ABCDEFGH'[index]!, datasource: DATASOURCE, expr, legendFormat: legend },
      ...(kind === 'number' ? { instant: true, range: false } : { instant: false, range: true }),
    })),
    options: kind === 'number' ? NUMBER : LINES,
    fieldConfig: {
      defaults: {
        ...{ unit, thresholds },
        // As far as anything is measured, it is from 0 on.
        min: 0,
        color: { mode: kind === 'number' ? 'thresholds' : 'palette-classic' },
        custom: kind === 'number' ? {} : styleOf(red),
      },
      overrides: [],
    },
  };
}

function thresholdsOf(red: Red | undefined): AsJson<ThresholdsConfig> {
  const steps = (...pairs: readonly (readonly [number | null, string])[]) =>
    pairs.map(([value, color]) => ({ value, color }));
  const mode = 'absolute';
  if (!red) return { mode, steps: steps([null, 'green']) };
  if ('from' in red) return { mode, steps: steps([null, 'green'], [red.from, 'red']) };
  if ('below' in red) return { mode, steps: steps([null, 'red'], [red.below, 'green']) };
  const { exceptAt } = red;
  return { mode, steps: steps([null, 'red'], [exceptAt, 'green'], [exceptAt + 1, 'red']) };
}

const NUMBER: Partial<AsJson<StatOptions>> = {
  ...{ graphMode: 'none', colorMode: 'background', justifyMode: 'auto', textMode: 'value' },
  ...{ wideLayout: true, showPercentChange: false, orientation: 'auto' },
  reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
};

const LINES: AsJson<LineOptions> = {
  legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
  tooltip: { mode: 'multi', sort: 'desc' },
};

const styleOf = (red: Red | undefined): AsJson<LineStyle> => ({
  ...{ drawStyle: 'line', lineWidth: 1, fillOpacity: 10, showPoints: 'never', spanNulls: false },
  thresholdsStyle: { mode: red ? 'line' : 'off' },
});
