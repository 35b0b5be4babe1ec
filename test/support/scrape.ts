import { processOfRole, type Role } from '../../cluster/processes/processes';
import type { Host } from '../../cluster/topology';

/** A metric as an exporter describes it. */
export interface MetricOfExporter {
  readonly name: string;
  readonly type: string;
  readonly meaning: string;
  /** Sorted. */
  readonly labels: readonly string[];
}

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Scraped {
  readonly metrics: readonly MetricOfExporter[];
  readonly samples: readonly Sample[];
}

/** What the exporter of a member gives right now, on a local cluster. */
export async function scrape({ bindAddress, ports }: Host, role: Role): Promise<Scraped> {
  const port = ports[processOfRole(role).exporter.port];
  const answer = await fetch(`http://${bindAddress}:${port}/metrics`);
  return parseExposition(await answer.text());
}

/** Whether the exporter would give it for any program in Java. */
export const isOfJvm = (name: string): boolean => /^(jvm|process|jmx)_/.test(name);

/** @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function parseExposition(text: string): Scraped {
  const about = (word: string) =>
    new Map(
      [...text.matchAll(new RegExp(`^# ${word} (\\w+) (.*)$`, 'gm'))].map(([, n, t]) => [n, t]),
    );
  const [helps, types] = [about('HELP'), about('TYPE')];
  const samples = [...text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)].map(
    ([, name, labels = '', value]) => ({
      name: name!,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, is]) => [label, is]),
      ) as Record<string, string>,
      value: Number(value),
    }),
  );
  const firsts = new Map(samples.toReversed().map((sample) => [sample.name, sample]));
  const metrics = [...firsts.values()].map(({ name, labels }) => ({
    name,
    type: types.get(name) ?? '',
    meaning: helps.get(name) ?? '',
    labels: Object.keys(labels).sort(),
  }));
  return { metrics, samples };
}
