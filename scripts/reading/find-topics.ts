import { metadataV12 } from '@platformatic/kafka';
import { nearWord } from '../../cluster/checks/near-word';
import { formatProblem, UserError } from '../../cluster/errors';
import {
  askAnyBroker,
  despiteErrors,
  type Brokers,
  type TopicMetadata,
} from '../cluster-access/ask-brokers';
import { commandFor } from '../health/remedies';

/** What the first broker that answers knows of these topics, or of all. */
export async function readTopicsMetadata(
  brokers: Brokers,
  names: readonly string[] | 'all',
): Promise<readonly TopicMetadata[]> {
  const asked = names === 'all' ? null : names.map((name) => name);
  const { topics } = await despiteErrors(askAnyBroker(brokers, metadataV12.api, asked, false));
  return topics;
}

/**
 * The topics of these names.
 *
 * @throws UserError that names all that are not there
 */
export async function findTopics(
  brokers: Brokers,
  command: string,
  names: readonly string[],
): Promise<readonly TopicMetadata[]> {
  const topics = await readTopicsMetadata(brokers, names);
  const isThere = (name: string) =>
    topics.some((topic) => topic.name === name && topic.partitions.length > 0);
  const missing = names.filter((name) => !isThere(name));
  if (missing.length === 0) return topics;
  const known = (await readTopicsMetadata(brokers, 'all')).map(({ name }) => name ?? '');
  const list = commandFor(brokers.topology, 'topics --describe');
  throw new UserError(
    missing
      .map((value) => {
        const near = nearWord(value, known);
        const remedy = near === undefined ? `${list} has them all` : `Did you mean '${near}'`;
        return formatProblem({ path: command, rule: 'name topics of the cluster', value, remedy });
      })
      .join('\n'),
  );
}
