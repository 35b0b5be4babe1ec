import type { Problem } from '../../../cluster/errors';
import type { HostReport } from './host-report';

/** What is wrong with a host by its own word. */
export function judgeHostReport(
  hostName: string,
  { state, message, remedy }: HostReport,
): readonly Problem[] {
  if (state === 'ready') return [];
  return [
    {
      path: hostName,
      rule: 'be ready',
      value: [state, message].filter(Boolean).join(': ').replace(/\.$/, ''),
      remedy: remedy.replace(/\.$/, '') || 'Look at `journalctl -u cdktf-kafka-host` there',
    },
  ];
}
