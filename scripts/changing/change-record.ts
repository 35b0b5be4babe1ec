import { maskText } from '../masking/mask-text';
import type { LockHolder } from './lock-holder';

/** What a command did to a cluster: who, when, to what, why, for how long and with what result. */
export interface ChangeRecord extends LockHolder {
  /** Why, one line each. */
  readonly why: readonly string[];
  readonly steps: readonly ChangeStep[];
  /** Steps that came before those: only so many are kept. */
  readonly earlierSteps?: number;
  /** Undefined while it runs, and where its process died. */
  readonly end?: ChangeEnd;
}

/** One thing that was done. */
export interface ChangeStep {
  /** When it began, in ISO 8601. */
  readonly at: string;
  /** As in the topology; undefined where it was done to the cluster. */
  readonly host?: string;
  /** Such as `restart kafka.service`. */
  readonly what: string;
  readonly why?: string;
  /** Undefined while it lasts. */
  readonly seconds?: number;
  /** The longest time that any partition took no writes, where that was measured. */
  readonly pauseMs?: number;
  readonly failed?: true;
}

export interface ChangeEnd {
  /** In ISO 8601. */
  readonly at: string;
  readonly result: 'done' | 'failed' | 'interrupted';
  /** Why it was not done. */
  readonly error?: string;
}

const MAX_STEPS = 100;
const MAX_REASONS = 20;
const MAX_TEXT = 300;

/** The record as it is kept: no secret in it, and no longer than an entry may be. */
export function recordText(record: ChangeRecord): string {
  const steps = record.steps.slice(-MAX_STEPS);
  const earlierSteps = record.steps.length - steps.length;
  const { end } = record;
  return JSON.stringify({
    ...record,
    command: shown(record.command),
    why: record.why.slice(0, MAX_REASONS).map(shown),
    steps: steps.map((step) => ({
      ...step,
      what: shown(step.what),
      ...(step.why !== undefined && { why: shown(step.why) }),
    })),
    ...(earlierSteps > 0 && { earlierSteps }),
    ...(end && { end: { ...end, ...(end.error !== undefined && { error: shown(end.error) }) } }),
  } satisfies ChangeRecord);
}

/** Undefined for what is none. */
export function parseRecord(text: string): ChangeRecord | undefined {
  try {
    const record = JSON.parse(text) as Partial<ChangeRecord> | null;
    return Array.isArray(record?.steps) && Array.isArray(record.why)
      ? (record as ChangeRecord)
      : undefined;
  } catch {
    return undefined;
  }
}

function shown(text: string): string {
  const masked = maskText(text);
  return masked.length <= MAX_TEXT ? masked : `${masked.slice(0, MAX_TEXT)}…`;
}
