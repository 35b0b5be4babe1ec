import { ANYTHING, LABEL, labelsOf, type Metric } from './metric';

/** A rule of the exporter's configuration. */
export interface ExporterRule {
  /** A regular expression on `domain<key=value, …><>attribute: value`. */
  readonly pattern: string;
  readonly name: string;
  readonly type: 'COUNTER' | 'GAUGE';
  readonly help: string;
  /** Empty where the attribute's own value serves. */
  readonly value: string;
  /** Empty where it is 1. */
  readonly factor: string;
  /** Whether the exporter may keep which rule an MBean had: not where its value is part of the pattern. */
  readonly cache: boolean;
  readonly labels: readonly { readonly name: string; readonly value: string }[];
}

/** The rule that makes a metric of an MBean's attribute. */
export function exporterRule(metric: Metric): ExporterRule {
  const { name, type, meaning, factor, textLabel } = metric;
  const labels = labelsOf(metric);
  return {
    name,
    pattern: patternOf(metric),
    type: type === 'counter' ? 'COUNTER' : 'GAUGE',
    help: meaning,
    value: textLabel ? '1' : '',
    factor: factor === undefined ? '' : String(factor),
    cache: !textLabel,
    labels: labels.map((label, index) => ({
      name: label,
      value: label === 'quantile' ? `0.$${index + 1}` : `$${index + 1}`,
    })),
  };
}

/**
 * The rules in the order in which they are tried. Each that an attribute is tried with costs time at every
 * scrape, so those that most attributes belong to come first, and texts last, since they are never kept in mind.
 */
export function exporterRules(metrics: readonly Metric[]): readonly ExporterRule[] {
  const weight = (metric: Metric) => (metric.textLabel ? -1 : labelsOf(metric).length);
  return metrics.toSorted((a, b) => weight(b) - weight(a)).map(exporterRule);
}

/**
 * What matches all attributes that no metric is read from: most of those that MBeans have. A rule for them
 * keeps them from being tried with all others.
 */
export function unreadPattern(metrics: readonly Metric[]): string {
  const read = new Set(metrics.map(({ attribute }) => withGroups(attribute)));
  return `^.*><>(?!(?:${[...read].sort().join('|')}):).*$`;
}

/** The names of the MBeans that the metrics need; the exporter reads no others. */
export function objectNames(metrics: readonly Metric[]): readonly string[] {
  return [...new Set(metrics.flatMap(({ bean }) => eachChoice(bean)))].sort();
}

/** One name for each choice of `{label:a|b}`; a star for a label that may be anything. */
function eachChoice(bean: string): readonly string[] {
  const choice = [...bean.matchAll(LABEL)].find(([, , choices]) => choices !== undefined);
  if (!choice) return [bean.replace(LABEL, '*')];
  return choice[2]!.split('|').flatMap((each) => eachChoice(bean.replace(choice[0], each)));
}

function patternOf({ bean, attribute, textLabel }: Metric): string {
  const colon = bean.indexOf(':');
  const [domain, properties] = [bean.slice(0, colon), bean.slice(colon + 1)];
  const keys = properties.split(',').map(withGroups).join(', ');
  const value = textLabel ? ' (.+)$' : '';
  return `^${withGroups(domain)}<${keys}><>${withGroups(attribute)}:${value}`;
}

/** As a regular expression, in which each label is a group. */
function withGroups(text: string): string {
  let from = 0;
  let pattern = '';
  for (const match of text.matchAll(LABEL)) {
    pattern += escaped(text.slice(from, match.index));
    pattern += match[1] === ANYTHING ? '[^,>]*?' : `(${match[2] ?? '[^,>]*?'})`;
    from = match.index + match[0].length;
  }
  return pattern + escaped(text.slice(from));
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&');
