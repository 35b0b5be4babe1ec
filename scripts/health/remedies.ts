import { RUN_PROGRAM } from '../../cluster/program';
import type { Topology } from '../../cluster/topology';

/** A command of this tool for this cluster, as it is typed. */
export function commandFor(
  { namedBy = '--inventory FILE' }: Pick<Topology, 'namedBy'>,
  words: string,
): string {
  return `\`${RUN_PROGRAM} ${words} ${namedBy}\``;
}

/** The commands of this tool that mend what judgements find in a cluster, as they are typed. */
export function mend(topology: Pick<Topology, 'namedBy'>) {
  const command = (words: string) => commandFor(topology, words);
  return {
    converge: command('converge'),
    elect: command('elect'),
    move: command('move'),
    topics: command('topics'),
    clients: command('clients'),
    unthrottle: command('unthrottle'),
    /** @param unit where it is another than Kafka */
    restart: (host: string, unit?: 'zookeeper') =>
      command(`restart ${host}${unit ? ` --unit ${unit}` : ''} --reason WORDS`),
  };
}

/** The same of a cluster on hosts of its own. */
export const MEND = mend({});
