import { metadataV12 } from '@platformatic/kafka';
import { nearWord } from '../../cluster/checks/near-word';
import { matchesPattern, parsePattern } from '../../cluster/clients/name-pattern';
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
 * The topics of these names; `app-*` names all that begin so, save Kafka's own.
 *
 * @throws UserError that names all that are not there
 */
export async function findTopics(
  brokers: Brokers,
  command: string,
  names: readonly string[],
): Promise<readonly TopicMetadata[]> {
  const asked = names.some(isPattern) ? 'all' : names;
  const topics = (await readTopicsMetadata(brokers, asked)).filter(
    ({ partitions }) => partitions.length > 0,
  );
  const missing = names.filter((name) => !topics.some((topic) => isNamed(topic, name)));
  if (missing.length === 0) {
    return topics.filter((topic) => names.some((name) => isNamed(topic, name)));
  }
  const known = (await readTopicsMetadata(brokers, 'all')).map(({ name }) => name ?? '');
  const list = commandFor(brokers.topology, 'topics --describe');
  throw new UserError(
    missing
      .map((value) => {
        const near = nearName(value, known);
        const remedy = near === undefined ? `${list} has them all` : `Did you mean '${near}'`;
        return formatProblem({ path: command, rule: 'name topics of the cluster', value, remedy });
      })
      .join('\n'),
  );
}

const isPattern = (name: string) => parsePattern(name).match === 'beginning';

function isNamed({ name, isInternal }: TopicMetadata, asked: string): boolean {
  return matchesPattern(name ?? '', parsePattern(asked)) && !(isPattern(asked) && isInternal);
}

/** Of a pattern, another one that fits something. */
function nearName(asked: string, known: readonly string[]): string | undefined {
  if (!isPattern(asked)) return nearWord(asked, known);
  const { name } = parsePattern(asked);
  const near = nearWord(
    name,
    known.map((each) => each.slice(0, name.length)),
  );
  return near === undefined ? undefined : `${near}*`;
}
