import type { HostAlarm } from '../cluster/alerts/host-alarm';
import { RUN_PROGRAM } from '../cluster/program';
import type { ResolvedProps } from './kafka-cluster-props';

/** What an alarm says for itself: what is wrong, what to do first, where more is written. */
export function alarmDescription(
  { summary, action, runbook }: Pick<HostAlarm, 'summary' | 'action' | 'runbook'>,
  { runbookUrl }: ResolvedProps['alarms'],
): string {
  return `${summary} First: \`${RUN_PROGRAM} ${action}\`. More: ${runbookUrl}#${runbook.toLowerCase()}`;
}

/** Whom an alarm tells when it goes off, and when it ends. */
export function notified(
  { severity }: Pick<HostAlarm, 'severity'>,
  { notify, notifyTickets }: ResolvedProps['alarms'],
): { readonly alarmActions: string[]; readonly okActions: string[] } {
  const topics = severity === 'page' ? notify : notifyTickets;
  return { alarmActions: [...topics], okActions: [...topics] };
}
