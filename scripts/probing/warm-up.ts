import { setTimeout as sleep } from 'node:timers/promises';
import { AccessError } from '../cluster-access/access-error';
import type { Brokers } from '../cluster-access/ask-brokers';
import { electPreferred } from '../leadership/elect-preferred';
import { readLeadership } from '../leadership/read-leadership';
import { writeToLeader, type NudgeOptions } from './nudge';
import type { PartitionWriter } from './partition-writer';
import type { ProbedPartition } from './probed-topic';

/** By then a Java process has loaded, and mostly compiled, what each record goes through at its leader. */
const RECORDS = 200;
/** And what it goes through where it waits for followers, which takes several times as long for each. */
const ACKED = 50;
const PAUSE_MS = 100;

/**
 * Has a broker that has just started lead one partition that nobody needs as soon as it is in sync, and
 * writes to it. The first records that a broker takes, and the first that others fetch from it, take some
 * tenths of a second: it loads its classes, and they connect. So no other partition waits for that.
 *
 * @param nudging connections for what followers are not waited for
 * @param over ends it, done or not
 */
export async function warmUp(
  { brokers, nudging }: { readonly brokers: Brokers; readonly nudging: NudgeOptions },
  probed: ProbedPartition,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted && !(await leads(brokers, probed, over))) {
    await sleep(PAUSE_MS, undefined, { signal: over }).catch(() => undefined);
  }
  await Promise.all([
    repeat(ACKED, over, () => probed.writer.write(over)),
    repeat(RECORDS, over, () =>
      writeToLeader(probed, nudging).catch(() => nudging.leaders.lookAgain()),
    ),
  ]);
}

/** Writes so much to a partition, by a connection that stays, that none of this is the first time any more. */
export async function warmWriter(
  writer: Pick<PartitionWriter, 'write'>,
  over: AbortSignal,
): Promise<void> {
  await repeat(RECORDS, over, () => writer.write(over));
}

async function repeat(
  times: number,
  over: AbortSignal,
  write: () => Promise<unknown>,
): Promise<void> {
  for (let left = times; left > 0 && !over.aborted; left -= 1) await write();
}

async function leads(
  brokers: Brokers,
  { topic, partition, broker }: ProbedPartition,
  over: AbortSignal,
): Promise<boolean> {
  try {
    const led = await readLeadership(brokers, topic);
    const own = led.find((each) => each.partition === partition);
    if (own?.leader === broker.broker.id) return true;
    if (own?.isElectable) await electPreferred(brokers, [own], { signal: over });
  } catch (error) {
    // The controller may be away just then.
    if (!(error instanceof AccessError)) throw error;
  }
  return false;
}
