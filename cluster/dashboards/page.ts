import type { DashboardFacts } from './dashboard-facts';

/** A dashboard: one subject, on one page. */
export interface Page {
  /** As it stands in its file's name and its address. */
  readonly name: string;
  readonly title: string;
  /** What a reader can choose; expressions have it as `$host` and `$topic`. */
  readonly choices: readonly Choice[];
  readonly rows: (facts: DashboardFacts) => readonly Row[];
}

export type Choice = 'host' | 'topic';

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly title: string;
  /** What it shows, and what is good: a sentence without its end. */
  readonly about: string;
  /** One number of this moment, or lines over time. */
  readonly kind: 'number' | 'lines';
  readonly unit: Unit;
  readonly queries: readonly Query[];
  /** From where on it is red. @default - it never is */
  readonly red?: Red;
}

/** Grafana's names. */
export type Unit = 'short' | 'decbytes' | 'Bps' | 's' | 'percentunit' | 'cps';

export interface Query {
  /** PromQL. */
  readonly expr: string;
  /** What a line is called, with labels as `{{host}}`. */
  readonly legend: string;
}

export type Red =
  { readonly from: number } | { readonly below: number } | { readonly exceptAt: number };
