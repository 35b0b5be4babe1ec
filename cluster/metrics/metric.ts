/** A metric that a process's exporter gives: what it says, and the MBean that it is read from. */
export interface Metric {
  /** `kafka_<domain>_<type>_<name>` of the MBean in lower case, then the unit where it has one. */
  readonly name: string;
  readonly type: MetricType;
  /** A sentence without its end: what the number is, of whom, and what is good. */
  readonly meaning: string;
  /** What it counts in. @default - a plain number of what the meaning names */
  readonly unit?: 'bytes' | 'seconds' | 'ratio';
  /**
   * The MBean's name. `{label}` stands for a part that becomes a label: by itself whatever is there, as
   * `{label:a|b}` one of these, and `{*}` for whatever is there and tells nothing.
   */
  readonly bean: string;
  /** The attribute that is read; may hold `{label}` as well. */
  readonly attribute: string;
  /** What the attribute's value is multiplied with to be in the unit. @default 1 */
  readonly factor?: number;
  /** Texts have no number: the label that takes the text, beside the number 1. */
  readonly textLabel?: string;
  /** Where nothing has happened yet, or the process does not do what it measures, it is not there. */
  readonly onlyWhen?: string;
}

export type MetricType = 'counter' | 'gauge';

/** The labels of a metric, in the order in which they stand in its MBean. */
export function labelsOf({ bean, attribute, textLabel }: Metric): readonly string[] {
  const found = [...`${bean} ${attribute}`.matchAll(LABEL)].map(([, label]) => label!);
  return [...found.filter((label) => label !== ANYTHING), ...(textLabel ? [textLabel] : [])];
}

/** Stands for a part of a name that is no label. */
export const ANYTHING = '*';

/** `{label}`, `{label:a|b}` or `{*}`. */
export const LABEL = /\{(\w+|\*)(?::([^}]*))?\}/g;
