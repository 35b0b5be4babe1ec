import { RUN_PROGRAM } from '../../cluster/program';

const command = (words: string) => `\`${RUN_PROGRAM} ${words} --inventory FILE\``;

/** The commands of this tool that mend what judgements find, as they are typed. */
export const MEND = {
  converge: command('converge'),
  elect: command('elect'),
  move: command('move'),
  topics: command('topics'),
  unthrottle: command('unthrottle'),
  /** @param unit where it is another than Kafka */
  restart: (host: string, unit?: 'zookeeper') =>
    command(`restart ${host}${unit ? ` --unit ${unit}` : ''} --reason WORDS`),
};
