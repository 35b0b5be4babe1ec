import { styleText } from 'node:util';
import stringWidth from 'string-width';
import {
  type CapacityPlan,
  type ClusterState,
  fits,
  type Gauge,
  type GaugeKind,
  isTight,
  share,
} from '../../cluster/capacity';
import type { Glyphs, Terminal } from '../terminal/terminal';
import { formatBytes, formatPercent } from '../terminal/quantities';
import { table } from '../terminal/table';

/** What each thing that can run out is called. */
export const GAUGE_LABELS: Readonly<Record<GaugeKind, string>> = {
  'disk-space': 'Disk space',
  'disk-writes': 'Disk writes',
  'ebs-link': 'EBS link',
  'network-in': 'Network in',
  'network-out': 'Network out',
  replicas: 'Replicas',
  memory: 'Memory',
  connections: 'Connections',
};

interface TitledState {
  readonly state: ClusterState;
  readonly title: string;
  /** Where bars are shorter than the title. */
  readonly shortTitle: string;
}

/** Columns of a bar: as many as the terminal has room for. */
const BAR_WIDTHS = [16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6];

/**
 * A bar for each thing that can run out, with all brokers up and with one down: side by side, with
 * shorter bars where the terminal is narrow, and below each other where it is narrower still.
 */
export function gaugeTable(plan: CapacityPlan, terminal: Terminal): string {
  const states = titledStates(plan);
  const together = fitted(states, terminal);
  if (together !== undefined) return together;
  const shortest = Math.min(...BAR_WIDTHS);
  return states
    .map((each) => fitted([each], terminal) ?? draw([each], shortest, terminal))
    .join('\n\n');
}

function titledStates({ spec, allUp, oneDown }: CapacityPlan): readonly TitledState[] {
  if (!oneDown) return [{ state: allUp, title: 'One broker', shortTitle: 'Used' }];
  const { length } = spec.brokers;
  return [
    { state: allUp, title: `All ${length} brokers up`, shortTitle: `All ${length} up` },
    { state: oneDown, title: 'One broker down', shortTitle: 'One down' },
  ];
}

function fitted(states: readonly TitledState[], terminal: Terminal): string | undefined {
  for (const barWidth of BAR_WIDTHS) {
    const text = draw(states, barWidth, { ...terminal, width: Infinity });
    if (text.split('\n').every((line) => stringWidth(line) <= terminal.width)) return text;
  }
  return undefined;
}

function draw(states: readonly TitledState[], barWidth: number, terminal: Terminal): string {
  const { glyphs, width } = terminal;
  const rows = states[0]!.state.gauges.map(({ kind, there }, row) => {
    const gauges = states.map(({ state }) => state.gauges[row]!);
    return [
      `${worstMark(gauges, glyphs)} ${GAUGE_LABELS[kind]}`,
      ...gauges.flatMap((gauge) => gaugeCells(gauge, barWidth, glyphs)),
      amount(kind, there),
    ];
  });
  const titles = states.map(({ title, shortTitle }) =>
    title.length > barWidth ? shortTitle : title,
  );
  const header = ['', ...titles.flatMap((title) => [title, '', '']), 'Capacity'];
  const numbers = header.flatMap((_, column) => (column > 0 && column % 3 !== 1 ? [column] : []));
  return table(header, rows, { width, rightAligned: [...numbers, header.length - 1] });
}

function gaugeCells(gauge: Gauge, barWidth: number, glyphs: Glyphs): readonly string[] {
  const drawn = bar({ share: share(gauge), limit: gauge.limit }, barWidth, glyphs);
  return [
    styleText(colour(gauge), drawn),
    formatPercent(share(gauge)),
    amount(gauge.kind, gauge.used),
  ];
}

function colour(gauge: Gauge): 'green' | 'yellow' | 'red' {
  if (!fits(gauge)) return 'red';
  return isTight(gauge) ? 'yellow' : 'green';
}

function worstMark(gauges: readonly Gauge[], { good, warning, bad }: Glyphs): string {
  if (gauges.some((gauge) => !fits(gauge))) return styleText('red', bad);
  return gauges.some(isTight) ? styleText('yellow', warning) : styleText('green', good);
}

function amount(kind: GaugeKind, value: number): string {
  switch (kind) {
    case 'replicas':
    case 'connections':
      return value.toLocaleString('en');
    case 'disk-space':
    case 'memory':
      return formatBytes(value);
    case 'disk-writes':
    case 'ebs-link':
    case 'network-in':
    case 'network-out':
      return `${formatBytes(value)}/s`;
  }
}

/**
 * A bar of `width` characters: full where `share` is 1 or more, with a mark at `limit`, the share
 * up to which it should go.
 */
export function bar(
  { share, limit }: { readonly share: number; readonly limit: number },
  width: number,
  { full, parts, free, limit: mark }: Glyphs,
): string {
  const eighths = Math.round(Math.min(1, share) * width * parts.length);
  const used = full.repeat(eighths / parts.length) + parts[eighths % parts.length];
  const rest = Array.from({ length: width - used.length }, () => free);
  const markAt = Math.min(width - 1, Math.floor(limit * width)) - used.length;
  if (limit < 1 && markAt >= 0) rest[markAt] = mark;
  return used + rest.join('');
}
