import type { BrokerSettingSection } from './broker-setting';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

export const retention: BrokerSettingSection = {
  title: 'Retention',
  settings: [
    {
      key: 'log.retention.ms',
      value: ({ spec }) => Math.round(spec.retention.hours * HOUR_MS),
      why: 'In milliseconds: unlike log.retention.hours, this key can be changed while the broker runs.',
    },
    {
      key: 'log.retention.bytes',
      value: ({ spec }) => spec.retention.bytesPerPartition ?? -1,
      why: 'Of one partition: a noisy topic loses its oldest records before it fills the disks.',
    },
    {
      key: 'log.roll.ms',
      value: ({ spec }) => Math.round(Math.min(DAY_HOURS, spec.retention.hours) * HOUR_MS),
      why: 'Only whole segments are deleted: a quiet partition would keep records seven days too long.',
    },
  ],
};
