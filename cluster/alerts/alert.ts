import type { AlertFacts } from './alert-facts';

/** Whom an alert is for: `page` wakes a person, `ticket` waits for the next working day. */
export type Severity = 'page' | 'ticket';

/** A condition of a cluster that somebody has to know of: one row of {@link ALERTS}. */
export interface Alert {
  /** As Prometheus, Alertmanager and the runbook call it. */
  readonly name: string;
  readonly severity: Severity;
  /**
   * For how long it has to hold before anybody is told. Long enough for whatever a roll, a replacement or an
   * expansion does to what is measured.
   */
  readonly forMinutes: number;
  /** PromQL that has a value for each that it holds for; undefined where the cluster has no such thing. */
  readonly expr: (facts: AlertFacts) => string | undefined;
  /** What is wrong, in one line; a template of Prometheus. */
  readonly summary: string;
  /** What mostly lies behind it. */
  readonly cause: string;
  /** What to do first: a command of this tool, by its words. */
  readonly action: string;
}
