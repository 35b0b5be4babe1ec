import { visibleLine } from '../../cluster/visible-text';
import type { ChangeHistory } from './change-history';
import type { ChangeRecord, ChangeStep } from './change-record';
import { describeHolder } from './lock-holder';

/** The history for a person: the newest change first, each with its steps. */
export function renderHistory(history: ChangeHistory): string {
  const { holder, records } = history;
  const blocks = records.map((record) => renderRecord(record, history));
  if (records.length === 0) blocks.push('Nothing was recorded yet.');
  if (holder) blocks.unshift(`Changed right now: ${visibleLine(describeHolder(holder))}`);
  return blocks.join('\n\n');
}

/** The same for a program. */
export function renderHistoryJson(history: ChangeHistory): string {
  return JSON.stringify(historyJson(history), undefined, 2);
}

/** The shape of it that docs/history-and-lock.md documents. */
export function historyJson(history: ChangeHistory): object {
  const { holder, records } = history;
  const changes = records.map((record) => ({ ...record, outcome: outcomeOf(record, history) }));
  return { ...(holder && { holder }), changes };
}

/** One change in one line: when, what, who, and how it ended. */
export function summarizeRecord(record: ChangeRecord, history: ChangeHistory): string {
  const { since, command, by, end } = record;
  const error = end?.error === undefined ? '' : `: ${end.error.split('\n').join(' ')}`;
  const text = `${shortTime(since)} ${command} by ${by}: ${OUTCOMES[outcomeOf(record, history)]}`;
  return visibleLine(`${text}${error}${end ? `, after ${secondsBetween(since, end.at)} s` : ''}`);
}

type Outcome = 'done' | 'failed' | 'interrupted' | 'runs' | 'died';

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  done: 'done',
  failed: 'failed',
  interrupted: 'interrupted',
  runs: 'runs right now',
  died: 'never ended, for its process died or was cut off',
};

function outcomeOf({ id, end }: ChangeRecord, { holder }: ChangeHistory): Outcome {
  return end?.result ?? (holder?.id === id ? 'runs' : 'died');
}

function renderRecord(record: ChangeRecord, history: ChangeHistory): string {
  const { why, steps, earlierSteps } = record;
  return [
    summarizeRecord(record, history),
    ...why.map((reason) => `  why: ${visibleLine(reason)}`),
    ...(earlierSteps === undefined ? [] : [`  ${earlierSteps} earlier steps`]),
    ...steps.map((step) => `  ${visibleLine(renderStep(step))}`),
  ].join('\n');
}

function renderStep({ at, host, what, seconds, pauseMs, failed }: ChangeStep): string {
  const facts = [
    seconds === undefined ? 'not known to have ended' : `${seconds} s`,
    ...(pauseMs === undefined ? [] : [`longest pause ${pauseMs} ms`]),
    ...(failed ? ['failed'] : []),
  ];
  const where = host === undefined ? '' : `${host}: `;
  return `${shortTime(at)} ${where}${what} (${facts.join(', ')})`;
}

/** Without parts of a second. */
const shortTime = (iso: string) => iso.replace(/\.\d+Z$/, 'Z');

const secondsBetween = (since: string, at: string) =>
  Math.round((Date.parse(at) - Date.parse(since)) / 1_000);
