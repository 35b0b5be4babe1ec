import type { Finding } from './rule';
import type { ConfigurationChange, TextChange } from './plan-facts';

export type Verdict = 'safe' | 'care' | 'danger';

/** What a reviewer is told. Every text in it is free of secrets, but not escaped for any format. */
export interface Review {
  readonly verdict: Verdict;
  /** In the cluster's terms: "restarts broker 1, 2, 3 one after another; replaces none; no data touched". */
  readonly headline: string;
  /** The gravest first. */
  readonly findings: readonly Finding[];
  readonly configuration: readonly ConfigurationChange[];
  readonly userData: readonly TextChange[];
  /** How many resources of each type are created, updated and so on, all of them counted. */
  readonly counts: readonly ChangeCount[];
  readonly plan: { readonly formatVersion: string; readonly toolVersion: string };
}

export interface ChangeCount {
  readonly type: string;
  readonly change: 'create' | 'update' | 'delete' | 'replace' | 'forget' | 'unknown';
  readonly count: number;
}
