import type { AlertFacts } from './alert-facts';

/** A metric of this cluster, with these labels besides: `up{kafka_cluster="prod-logging",job="kafka"}`. */
export function metric({ clusterName }: AlertFacts, name: string, labels = ''): string {
  return `${name}{kafka_cluster="${clusterName}"${labels === '' ? '' : `,${labels}`}}`;
}

/** What an expression of the whole cluster keeps: its name. */
export const CLUSTER = 'by (kafka_cluster)';

/** What one of a host keeps. */
export const HOST = 'by (kafka_cluster, host)';

/** Matches any of these values, with what means something to a regular expression taken as itself. */
export function oneOf(label: string, values: readonly string[]): string {
  const literal = values.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '[$&]'));
  return `${label}=~"${literal.join('|')}"`;
}

/** A figure as PromQL has it, to four digits. */
export function figure(value: number): string {
  return String(Number(value.toPrecision(4)));
}
