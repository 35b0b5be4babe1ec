import { visibleLine } from '../visible-text';
import type { ChangeEffect } from './change-effect';
import { describeEffect } from './describe-effect';

/** What each reason is about. */
interface ReasonDetails {
  /** A file of the host that the spec does not render so, or that is missing. */
  readonly 'file-missing': { readonly path: string; readonly effect: ChangeEffect };
  readonly 'file-differs': { readonly path: string; readonly effect: ChangeEffect };
  /** Kafka of another release runs there. */
  readonly 'release-differs': { readonly found: string; readonly wanted: string };
  /** A new archive of Kafka lies there and waits for the processes to be down. */
  readonly 'archive-differs': object;
  /** No file differs, but the manifest does: the archive may. */
  readonly 'manifest-differs': object;
  readonly 'process-down': { readonly unit: string; readonly active: string };
  readonly 'files-changed': { readonly unit: string };
  /** The host has the files, the process was started before they came. */
  readonly 'process-older': {
    readonly unit: string;
    readonly paths: readonly string[];
    /** For which it asks for a restart; empty where nobody can tell. */
    readonly keys: readonly string[];
  };
  /** The broker runs with another value than the spec says, and takes that one while it runs. */
  readonly 'setting-differs': {
    readonly key: string;
    /** What it runs with. @default - Kafka's default, or nothing that it shows */
    readonly current?: string;
    readonly wanted: string;
  };
  /** The broker's own file says what the spec says; a value in ZooKeeper stands above it. */
  readonly 'override-left': {
    readonly key: string;
    /** @default - the broker does not show it */
    readonly value?: string;
    readonly forAll: boolean;
  };
  readonly 'settings-unknown': { readonly why: string };
  /** `restart HOST`. */
  readonly 'asked-for': { readonly unit: string; readonly why: string };
}

export type ReasonCode = keyof ReasonDetails;

/** Why something is done to a host: a code for programs and for the record of what was done. */
export type Reason = {
  readonly [Code in ReasonCode]: { readonly code: Code } & ReasonDetails[Code];
}[ReasonCode];

const WORDS: { readonly [Code in ReasonCode]: (details: ReasonDetails[Code]) => string } = {
  'file-missing': ({ path, effect }) => `${path} is missing: needs ${describeEffect(effect)}`,
  'file-differs': ({ path, effect }) => `${path} differs: needs ${describeEffect(effect)}`,
  'release-differs': ({ found, wanted }) => `Kafka ${found} runs, not ${wanted}: ${ARCHIVE_NEEDS}`,
  'archive-differs': () => `Kafka's archive differs: ${ARCHIVE_NEEDS}`,
  'manifest-differs': () =>
    `its manifest differs, but none of its files: ${ARCHIVE_NEEDS} where that is the archive`,
  'process-down': ({ unit, active }) => `${unit} does not run: ${active}`,
  'files-changed': ({ unit }) => `${unit} is restarted for the files above`,
  'process-older': ({ unit, paths, keys }) =>
    `${unit} was started with an older ${paths.join(', ')}` +
    (keys.length > 0 ? `: needs a restart for ${keys.join(', ')}` : ''),
  'setting-differs': ({ key, current, wanted }) =>
    `Kafka runs with ${key}=${current ?? 'its default'}: is given ${wanted}`,
  'override-left': ({ key, value, forAll }) =>
    `${key}${value === undefined ? '' : `=${value}`} is set in ZooKeeper for ` +
    `${forAll ? 'all brokers' : 'this broker'}: is taken back`,
  'settings-unknown': ({ why }) => `nobody knows what Kafka runs with: ${why}`,
  'asked-for': ({ unit, why }) => `${unit} is restarted: ${why}`,
};

const ARCHIVE_NEEDS = 'needs a restart of all its processes';

/** The reason in words for people, in one line. */
export function describeReason(reason: Reason): string {
  const describe = WORDS[reason.code] as (details: Reason) => string;
  // Values come from brokers, and a reason from whoever gave it.
  return visibleLine(describe(reason));
}
