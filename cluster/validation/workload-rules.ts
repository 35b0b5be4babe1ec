import { numberOfSetting } from '../settings/setting-of-spec';
import { DEFAULT_MESSAGE_MAX_BYTES } from '../settings/broker/listeners';
import type { Problem } from '../errors';
import type { KafkaClusterSpec } from '../spec';
import { isRecord } from '../checks/checks';

/** A line is a record, and a record that is larger than a batch may be is refused. */
export function linesFitBatches({
  workload,
  brokerSettings,
}: KafkaClusterSpec): readonly Problem[] {
  const settings = isRecord(brokerSettings) ? brokerSettings : {};
  const most = numberOfSetting(settings, 'message.max.bytes', DEFAULT_MESSAGE_MAX_BYTES);
  if (!('bytesPerLine' in workload) || !(workload.bytesPerLine > most)) return [];
  return [
    {
      path: 'workload.bytesPerLine',
      rule: `be at most message.max.bytes (${most.toLocaleString('en')}), above which brokers refuse a record`,
      value: workload.bytesPerLine,
      remedy: "Raise brokerSettings['message.max.bytes'], or give the bytes of one line alone",
    },
  ];
}
