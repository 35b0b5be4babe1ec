import type { QuotaEntity } from '../../../cluster/topics/resolve-quotas';
import type { ResolvedTopic } from '../../../cluster/topics/resolve-topics';
import type { MovedPartition } from './plan-replicas';

/** One thing that differs from the spec, as what would be done about it. */
export type TopicStep = StepOfTopic | StepOfQuota;

export type StepOfTopic = {
  readonly topic: string;
  /** What it loses for good; undefined where it loses nothing. */
  readonly loses?: string;
} & (
  | { readonly kind: 'create'; readonly wanted: ResolvedTopic }
  | { readonly kind: 'grow'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'set' | 'reset';
      readonly key: string;
      /** What is in effect, and what will be. */
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'replicas';
      readonly to: number;
      readonly moved: readonly MovedPartition[];
    }
  | { readonly kind: 'delete' }
);

export interface StepOfQuota {
  readonly kind: 'quota';
  readonly entity: QuotaEntity;
  readonly key: string;
  /** Undefined where there is none. */
  readonly from?: number;
  readonly to?: number;
}

/** Each kind of step in words, with why it is taken. */
export function describeStep(step: TopicStep): string {
  switch (step.kind) {
    case 'create':
      return `make it, ${describeTopic(step.wanted)}`;
    case 'grow':
      return `add ${step.to - step.from} partitions, from ${step.from} to ${step.to}; a key may go to another partition from now on`;
    case 'set':
      return `set ${step.key} from ${step.from} to ${step.to}`;
    case 'reset':
      return `take back ${step.key} = ${step.from}, which the spec does not set; the brokers say ${step.to}`;
    case 'replicas':
      return `give ${step.moved.length} partitions ${step.to} replicas each`;
    case 'delete':
      return 'delete it';
    case 'quota':
      return describeQuota(step);
  }
}

function describeTopic({ partitions, replicationFactor, config }: ResolvedTopic): string {
  const own = Object.entries(config).map(([key, value]) => `, ${key} ${value}`);
  return `partitions ${partitions}, replicas ${replicationFactor}${own.join('')}`;
}

function describeQuota({ key, from, to }: StepOfQuota): string {
  if (to === undefined) return `take back ${key} = ${from}, which the spec does not set`;
  return from === undefined ? `set ${key} to ${to}` : `set ${key} from ${from} to ${to}`;
}

/** Whether a step loses something for good, and so must be allowed by the topic's name. */
export function isLossy(step: TopicStep): step is StepOfTopic & { readonly loses: string } {
  return step.kind !== 'quota' && step.loses !== undefined;
}
