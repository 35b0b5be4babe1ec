import type { Problem } from '../../cluster/errors';
import { isRecord, text, type Check } from '../../cluster/checks/checks';
import { orToken } from './known-later';

/** Those that every resource here can have, IAM's among them, which takes the fewest characters. */
const CHARACTERS = '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]';
const ALLOWED = 'letters, digits, blanks and _.:/=+-@';

const VALUE = orToken(
  text(
    new RegExp(`^${CHARACTERS}{0,256}$`, 'u'),
    `be a text of up to 256 ${ALLOWED}`,
    'Shorten it, or write it with others; a variable of the environment that is not set is no text',
  ),
);

/** What AWS takes at a resource, less those that are set here. */
const MOST = 50 - 4;
/** Set here, in any case: IAM takes keys for one that differ in it alone. */
const OURS = ['name', 'kafka-cluster', 'kafka-host', 'kafka-disk'];

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#id_tags_naming_best_practices */
export const tagShape: Check<Readonly<Record<string, string>>> = (value, path) => {
  if (!isRecord(value)) {
    return [{ path, rule: 'be an object', value, remedy: "Give { key: 'value' }" }];
  }
  const keys = Object.keys(value);
  return [
    ...keys.flatMap((key, index) => keyProblems(key, keys.slice(0, index), `${path}['${key}']`)),
    ...keys.flatMap((key) => VALUE(value[key], `${path}['${key}']`)),
    ...(keys.length > MOST
      ? [{ path, rule: `be at most ${MOST}`, value: keys.length, remedy: 'Leave some out' }]
      : []),
  ];
};

const KEY = new RegExp(`^${CHARACTERS}{1,128}$`, 'u');

function keyProblems(key: string, before: readonly string[], path: string): readonly Problem[] {
  const refuse = (rule: string, remedy: string) => [{ path, rule, remedy }];
  const lower = key.toLowerCase();
  if (!KEY.test(key)) {
    return refuse(`have a key of 1-128 ${ALLOWED}`, 'Rename it; keys must be known at synth time');
  }
  if (lower.startsWith('aws:'))
    return refuse("not begin with 'aws:'", 'AWS keeps these: rename it');
  if (OURS.includes(lower)) return refuse('be a tag of your own', 'It is set here: rename it');
  const same = before.find((other) => other.toLowerCase() === lower);
  if (same === undefined) return [];
  return refuse(`differ from '${same}' not in its case alone`, 'IAM takes both for one: rename it');
}
