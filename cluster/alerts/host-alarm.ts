import type { VolumeDisk } from '../hardware/host-disks';
import type { Severity } from './alert';

/** What AWS knows a metric of a host by. */
export type MetricOwner =
  | { readonly kind: 'instance' }
  | { readonly kind: 'volume'; readonly disk: VolumeDisk }
  | { readonly kind: 'mount-point'; readonly path: string }
  /** The host itself has put it, into a namespace of its own. */
  | { readonly kind: 'host' };

/** An alarm of CloudWatch on a host: on what AWS sees of it, or what it tells itself. */
export interface HostAlarm {
  /** Of its construct: part of its address in terraform's state. */
  readonly id: string;
  /** What its name has behind the host's. */
  readonly part: string;
  readonly severity: Severity;
  /** What is wrong, in one line. */
  readonly summary: string;
  /** What to do first: a command of this tool, by its words. */
  readonly action: string;
  /** The alert whose section of the runbook has more. */
  readonly runbook: string;
  readonly owner: MetricOwner;
  readonly metric: string;
  readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum';
  readonly comparison: 'above' | 'below';
  readonly threshold: number;
  /** Over which one value is taken. */
  readonly periodSeconds: number;
  /** How many of them in a row have to be beyond the threshold. */
  readonly periods: number;
  /** Whether it also goes off where nothing is told. */
  readonly silenceIsAlarm: boolean;
}
