import { randomBytes } from 'node:crypto';
import { SMOKE_TOPIC_PREFIX as PREFIX } from '../../cluster/topics/topic-names';

const OF_A_ROLL = '-roll';
const PATTERN = new RegExp(
  `^${PREFIX}(\\d{4})(\\d\\d)(\\d\\d)t(\\d\\d)(\\d\\d)(\\d\\d)z-[0-9a-f]{8}(?:${OF_A_ROLL})?$`,
);

/** A run is over in seconds; what is older was left behind by one that was killed. */
const LEFTOVER_AFTER_MS = 3_600_000;

/** A name that no other run has, with the time in it: `cdktf-kafka-smoke-20261122t181604z-3f9a1c07`. */
export function newSmokeTopicName(now: Date): string {
  const time = now.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '').toLowerCase();
  return `${PREFIX}${time}-${randomBytes(4).toString('hex')}`;
}

/** The same for a roll, of which a cluster has one at a time. */
export function newRollTopicName(now: Date): string {
  return `${newSmokeTopicName(now)}${OF_A_ROLL}`;
}

/** Whether a topic is of a roll: this one's, or one that was killed. */
export function isRollTopic(topic: string): boolean {
  return isSmokeTopic(topic) && topic.endsWith(OF_A_ROLL);
}

/** Whether a topic belongs to a run of smoke checks, of ours or of somebody else's right now. */
export function isSmokeTopic(topic: string): boolean {
  return PATTERN.test(topic);
}

/** Whether a topic was left behind by a run that was killed: its name says that it is an hour old. */
export function isLeftoverSmokeTopic(topic: string, now: Date): boolean {
  const [, year, month, day, hour, minute, second] = PATTERN.exec(topic) ?? [];
  if (year === undefined) return false;
  const made = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return now.getTime() - made > LEFTOVER_AFTER_MS;
}
