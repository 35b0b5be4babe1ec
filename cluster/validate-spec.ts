import { capacityProblems, capacityWarnings, planCapacity } from './capacity';
import { type Problem, SpecError } from './errors';
import { type ResolvedSpec, resolveSpec } from './resolve-spec';
import type { KafkaClusterSpec } from './spec';
import { plainData } from './checks/plain-data';
import { grantsMeetTopics } from './validation/client-rules';
import { racksDiffer } from './validation/broker-rules';
import { releaseSuperseded } from './validation/release-rules';
import { replicasShareRacks } from './validation/replication-rules';
import { quotasOfNobody } from './validation/quota-rules';
import { SPEC_RULES } from './validation/spec-rules';
import { specShape } from './validation/spec-shape';
import { topicsBearNoLoss } from './validation/topic-rules';
import { rackHoldsMajority } from './validation/zookeeper-rules';

/** What a spec amounts to. */
export interface SpecVerdict {
  /** What makes it impossible; empty where the cluster can be built. */
  readonly problems: readonly Problem[];
  /** What will work but deserves a decision. */
  readonly warnings: readonly Problem[];
}

/**
 * Looks at everything that a spec says and gathers all that is wrong with it. First each field by
 * itself, then what must hold between sound fields, then, where all that holds, whether the
 * workload fits the hosts. Never throws, whatever it is given.
 */
export function validateSpec(given: KafkaClusterSpec): SpecVerdict {
  const spec = plainData(given) as KafkaClusterSpec;
  const problems = specProblems(spec);
  if (problems.length > 0) return { problems, warnings: [] };
  const capacity = planCapacity(resolveSpec(spec));
  return {
    problems: capacityProblems(capacity),
    warnings: [
      ...releaseSuperseded(spec),
      ...racksDiffer(spec),
      ...replicasShareRacks(spec),
      ...rackHoldsMajority(spec),
      ...topicsBearNoLoss(spec),
      ...quotasOfNobody(spec),
      ...grantsMeetTopics(spec),
      ...capacityWarnings(capacity),
    ],
  };
}

/** What is wrong with a spec before its capacity is worked out. Never throws either. */
export function specProblems(given: KafkaClusterSpec): readonly Problem[] {
  const spec = plainData(given) as KafkaClusterSpec;
  const problems = [...specShape(spec, '')];
  const unsound = new Set(problems.map(({ path }) => path.split(/[.[]/)[0]));
  if (unsound.has('spec')) return problems;
  const sound = SPEC_RULES.filter(({ reads }) => !reads.some((field) => unsound.has(field)));
  return [...problems, ...sound.flatMap((rule) => rule.problems(spec))];
}

/**
 * The spec with its defaults.
 *
 * @throws SpecError with all of its problems
 */
export function resolveValidSpec(given: KafkaClusterSpec): ResolvedSpec {
  const spec = plainData(given) as KafkaClusterSpec;
  const { problems } = validateSpec(spec);
  if (problems.length > 0) throw new SpecError(problems);
  return resolveSpec(spec);
}
