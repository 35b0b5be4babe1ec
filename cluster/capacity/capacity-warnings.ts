import type { Problem } from '../errors';
import { fewerPartitions, largerInstances, moreBrokers } from './alternatives';
import { kindOf } from '../hardware/storage/storage';
import { replicasPerBroker } from '../replicas';
import { type CapacityPlan, planCapacity } from './plan-capacity';
import { keptHours } from './disk-use';
import { takeWhatFits } from './what-fits';

/** Replicas on a broker past which hard disks were seen to lose throughput to seeking. */
const MAX_REPLICAS_ON_HARD_DISKS = 400;

/**
 * Kafka's own rule of thumb: memory for 30 seconds of writes, so that a reader that is not quite
 * up to date is served from memory. https://kafka.apache.org/39/documentation.html#hwandos
 */
const MIN_PAGE_CACHE_SECONDS = 30;

/** While a broker is refilled its partitions have one replica less: no longer than a day of that. */
const MAX_REFILL_HOURS = 24;

/** What fits but deserves a decision. */
export function capacityWarnings(plan: CapacityPlan): readonly Problem[] {
  return [...shortRetention(plan), ...seekingDisks(plan), ...coldReads(plan), ...slowRefill(plan)];
}

/** Records go before their time: meant as a guard, it should not decide from day to day. */
function shortRetention({ spec }: CapacityPlan): readonly Problem[] {
  const kept = keptHours(spec);
  const { hours, bytesPerPartition } = spec.retention;
  if (kept >= hours || bytesPerPartition === undefined) return [];
  const needed = Math.ceil((bytesPerPartition * hours) / kept);
  return [
    {
      path: 'retention.bytesPerPartition',
      rule: `hold the ${hours.toLocaleString('en')} hours of retention.hours at average ingest`,
      value: `${bytesPerPartition.toLocaleString('en')}, which is full after ${kept.toLocaleString('en', { maximumFractionDigits: 1 })} hours`,
      remedy: `Take ${needed.toLocaleString('en')} or more, or name the hours that you expect`,
    },
  ];
}

function seekingDisks({ spec, disks }: CapacityPlan): readonly Problem[] {
  const replicas = replicasPerBroker(spec);
  if (!disks.spinning || replicas <= MAX_REPLICAS_ON_HARD_DISKS) return [];
  return [
    {
      path: 'workload.partitions',
      rule: `put at most ${MAX_REPLICAS_ON_HARD_DISKS} replicas on a broker with hard disks, which past that lose throughput to seeking`,
      value: replicas,
      remedy: `${takeWhatFits(
        spec,
        [moreBrokers(spec), fewerPartitions(spec)],
        (changed) => replicasPerBroker(changed) <= MAX_REPLICAS_ON_HARD_DISKS,
      )}, or SSDs`,
    },
  ];
}

function coldReads({ spec, allUp }: CapacityPlan): readonly Problem[] {
  const isCold = (seconds: number) => seconds < MIN_PAGE_CACHE_SECONDS;
  if (!isCold(allUp.pageCacheSeconds)) return [];
  return [
    {
      path: 'instanceType',
      rule: `keep the last ${MIN_PAGE_CACHE_SECONDS} seconds of the peak in memory, so that consumers need not read from disk`,
      value: `${Math.floor(allUp.pageCacheSeconds)} s`,
      remedy: takeWhatFits(
        spec,
        [largerInstances(spec), moreBrokers(spec)],
        (changed) => !isCold(planCapacity(changed).allUp.pageCacheSeconds),
      ),
    },
  ];
}

function slowRefill({ spec, refill }: CapacityPlan): readonly Problem[] {
  // Disks that follow their broker to its next host are not refilled.
  const canLoseDisks = spec.brokers.some(({ storage }) => !kindOf(storage).outlivesHost);
  if (!canLoseDisks || spec.brokers.length < 2) return [];
  const hours = (seconds = Infinity) => seconds / 3600;
  if (hours(refill?.seconds) <= MAX_REFILL_HOURS) return [];
  return [
    {
      path: 'storage',
      rule: `let a lost broker be refilled within ${MAX_REFILL_HOURS} hours, as its partitions have one replica less until then`,
      value: refill ? `${Math.ceil(hours(refill.seconds))} hours` : 'no room for it',
      remedy: takeWhatFits(
        spec,
        [largerInstances(spec), moreBrokers(spec)],
        (changed) => hours(planCapacity(changed).refill?.seconds) <= MAX_REFILL_HOURS,
      ),
    },
  ];
}
