import { formatProblem, type Problem } from '../../cluster/errors';
import { historyJson } from '../changing/render-history';
import { isWell, type ShownStatus } from './cluster-status';

/** Raised when a field changes its meaning or goes away; new fields may come at any time. */
export const STATUS_JSON_VERSION = 1;

/** The status for a program: the shape that status.schema.json describes. What is not known is null. */
export function renderStatusJson(status: ShownStatus): string {
  const { hosts, groups, history, at, ...cluster } = status;
  const json = {
    formatVersion: STATUS_JSON_VERSION,
    at: at.toISOString(),
    well: isWell(status),
    ...withMessages(cluster),
    notes: status.notes.map(formatProblem),
    consumerGroups: groups,
    history: history && historyJson(history),
    hosts: hosts.map(withMessages),
  };
  return JSON.stringify(json, (_, value: unknown) => value ?? null, 2);
}

const withMessages = <T extends { readonly problems: readonly Problem[] }>(part: T) => ({
  ...part,
  problems: part.problems.map(formatProblem),
});
