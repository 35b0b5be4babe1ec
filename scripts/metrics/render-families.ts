import type { ApiMetric } from '../../cluster/metrics/api-metric';

/** A value with those of its labels, in the order of the table. */
export type Sample = readonly [value: number, ...labels: string[]];

/**
 * The rows of a table with what was seen of each, as Prometheus reads it.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function renderFamilies<Name extends string>(
  metrics: readonly (ApiMetric & { readonly name: Name })[],
  samples: Readonly<Record<Name, readonly Sample[]>>,
): string {
  return metrics.map((metric) => familyText(metric, samples[metric.name])).join('');
}

function familyText(
  { name, type, meaning, labels }: ApiMetric,
  samples: readonly Sample[],
): string {
  const lines = samples.map(([value, ...values]) => {
    const named = labels.map((label, index) => `${label}="${escaped(values[index] ?? '')}"`);
    return `${name}${named.length > 0 ? `{${named.join(',')}}` : ''} ${value}\n`;
  });
  return `# HELP ${name} ${meaning}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

/** Clients give groups and hosts any name. */
const escaped = (text: string) =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
