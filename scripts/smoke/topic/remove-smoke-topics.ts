import { deleteTopicsV6 } from '@platformatic/kafka';
import { AccessError } from '../../cluster-access/access-error';
import { controllerOf, readMetadata, type Brokers } from '../../cluster-access/ask-brokers';
import { isLeftoverSmokeTopic } from '../../health/smoke-topic-name';

const DELETE_TIMEOUT_MS = 5_000;

/**
 * No harm: it is gone already, or Kafka has taken note and deletes it as soon as the brokers are up
 * that hold replicas of it.
 */
const HARMLESS = ['UNKNOWN_TOPIC_OR_PARTITION', 'REQUEST_TIMED_OUT'];

/**
 * Deletes these topics of a run, and those that runs left behind which were killed.
 *
 * @throws AccessError where they can't be deleted
 */
export async function removeSmokeTopics(brokers: Brokers, names: readonly string[]): Promise<void> {
  const controller = await controllerOf(brokers);
  const { topics } = await readMetadata(controller, 'all');
  const leftovers = topics
    .map(({ name }) => name ?? '')
    .filter((name) => isLeftoverSmokeTopic(name, new Date()));
  const toDelete = [...new Set([...names, ...leftovers])].map((name) => ({ name }));
  try {
    await controller.ask(deleteTopicsV6.api, toDelete, DELETE_TIMEOUT_MS);
  } catch (error) {
    const harmless =
      error instanceof AccessError &&
      error.codes.length > 0 &&
      error.codes.every((code) => HARMLESS.includes(code));
    if (!harmless) throw error;
  }
}
