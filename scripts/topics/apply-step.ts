import {
  alterClientQuotasV1,
  ConfigResourceTypes,
  createPartitionsV3,
  createTopicsV7,
  deleteTopicsV6,
  type ClientQuotaEntityType,
  type ClientQuotaKey,
} from '@platformatic/kafka';
import { AccessError } from '../cluster-access/access-error';
import { alterConfigs } from '../cluster-access/alter-configs';
import { controllerOf } from '../cluster-access/ask-brokers';
import type { BrokerAccess } from '../cluster-access/kafka-access';
import type { StepOfQuota, StepOfTopic, TopicStep } from '../health/topics/topic-steps';
import { moveReplicas, type Moving } from './move-replicas';

/** A controller that is busy can need so long. */
const LIMIT_MS = 9_000;

/**
 * Does one step. What was done already, by a run that was killed, is no error.
 *
 * @throws AccessError where Kafka refuses it
 */
export async function applyStep(moving: Moving, step: TopicStep): Promise<void> {
  const controller = await controllerOf(moving.brokers);
  if (step.kind === 'replicas') return await moveReplicas(moving, step);
  await ask(controller, step).catch((error: unknown) => {
    const codes = error instanceof AccessError ? error.codes : [];
    const isDone = codes.length > 0 && codes.every((code) => DONE[step.kind]?.includes(code));
    if (!isDone) throw error;
  });
}

/**
 * What Kafka says of a step that was done before, or that it has taken note of and goes on with: also of one that a run
 * had sent when it was killed. What is not as it should be all the same, the look afterwards finds.
 */
const DONE: Readonly<Partial<Record<TopicStep['kind'], readonly string[]>>> = {
  create: ['TOPIC_ALREADY_EXISTS', 'REQUEST_TIMED_OUT'],
  grow: ['INVALID_PARTITIONS', 'REQUEST_TIMED_OUT'],
  delete: ['UNKNOWN_TOPIC_OR_PARTITION', 'REQUEST_TIMED_OUT'],
};

async function ask(
  controller: BrokerAccess,
  step: Exclude<TopicStep, { readonly kind: 'replicas' }>,
): Promise<unknown> {
  switch (step.kind) {
    case 'create':
      return await create(controller, step);
    case 'grow': {
      const topic = { name: step.topic, count: step.to, assignments: null };
      return await controller.ask(createPartitionsV3.api, [topic], LIMIT_MS, false);
    }
    case 'set':
    case 'reset':
      return await alterConfig(controller, step);
    case 'delete':
      return await controller.ask(deleteTopicsV6.api, [{ name: step.topic }], LIMIT_MS);
    case 'quota':
      return await alterQuota(controller, step);
  }
}

async function create(
  controller: BrokerAccess,
  { topic, wanted }: StepOfTopic & { readonly kind: 'create' },
): Promise<unknown> {
  const request = {
    name: topic,
    numPartitions: wanted.partitions,
    replicationFactor: wanted.replicationFactor,
    assignments: [],
    configs: Object.entries(wanted.config).map(([name, value]) => ({ name, value })),
  };
  return await controller.ask(createTopicsV7.api, [request], LIMIT_MS, false);
}

async function alterConfig(
  controller: BrokerAccess,
  step: StepOfTopic & { readonly kind: 'set' | 'reset' },
): Promise<void> {
  const change = { key: step.key, value: step.kind === 'set' ? step.to : undefined };
  const changes = { type: ConfigResourceTypes.TOPIC, name: step.topic, changes: [change] };
  await alterConfigs(controller, [changes]);
}

async function alterQuota(
  controller: BrokerAccess,
  { entity, key, to }: StepOfQuota,
): Promise<unknown> {
  const entities = Object.entries(entity).map(([entityType, entityName]) => ({
    entityType: entityType as ClientQuotaEntityType,
    entityName,
  }));
  const named = { key: key as ClientQuotaKey };
  const ops = [
    to === undefined
      ? { ...named, remove: true as const }
      : { ...named, value: to, remove: false as const },
  ];
  return await controller.ask(alterClientQuotasV1.api, [{ entities, ops }], false);
}
