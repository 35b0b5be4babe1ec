import type { TextNature } from '../../plan-facts';
import { jsonIn } from '../../../terraform-plan/json-value';
import { isValues } from '../../../terraform-plan/values';
import type { Values } from '../../../terraform-plan/plan';
import { decodeHeld } from './decode-held';
import { environmentSettings } from './environment-settings';
import { settingsInMap } from './settings-in-map';
import { textNature } from './text-nature';
import { words } from '../../lists';

/** A text in the values of a resource, such as a file in a bucket, a parameter or an entry of a map. */
export interface HeldText {
  /** How what holds it calls it: a path, a key, a name. */
  readonly name: string;
  /** Absent where it is no text, as a keystore is none. */
  readonly text?: string;
  /** As it stands in the plan, encoded or not: what tells whether it changes. */
  readonly raw: string;
  /** What it is to Kafka or ZooKeeper. */
  readonly nature: TextNature;
}

/**
 * The texts of any resource that are files of Kafka's or ZooKeeper's, by where they stand in it, so that those before and after can be compared.
 * Base64 is undone, JSON is looked into, and settings in environment variables make a text together.
 * Never throws.
 */
export function heldTexts(values: Values | undefined): ReadonlyMap<string, HeldText> {
  const texts = new Map<string, HeldText>();
  if (values === undefined) return texts;
  collect(values, { path: '', name: '', key: '', depth: 0 }, texts);
  const environment = environmentSettings(values);
  if (environment !== '') {
    const name = `environment of ${nameIn(values) ?? 'a process'}`;
    texts.set('environment', {
      ...{ name, text: environment, raw: environment },
      nature: 'broker-settings',
    });
  }
  return texts;
}

interface Place {
  /** The keys that lead here. */
  readonly path: string;
  /** Of the nearest object around it that has one. */
  readonly name: string;
  /** The last of the keys. */
  readonly key: string;
  readonly depth: number;
}

/** Deeper than that no resource nests what is a file. */
const DEEPEST = 12;

/** Shorter than `broker.id=1` or `myid`'s digit no file of a broker is. */
const ID_FILE = /(^|\/)myid$/;
const SHORTEST = 8;

function collect(value: unknown, place: Place, texts: Map<string, HeldText>): void {
  if (place.depth > DEEPEST) return;
  if (typeof value === 'string') return collectText(value, place, texts);
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      const at = isValues(item) ? (nameIn(item) ?? index) : index;
      collect(item, { ...place, path: `${place.path}/${at}`, depth: place.depth + 1 }, texts);
    });
  } else if (isValues(value)) {
    const name = nameIn(value) ?? place.name;
    for (const [key, inner] of Object.entries(value)) {
      if (USER_DATA.test(key)) continue;
      const path = `${place.path}/${ALIKE.get(key) ?? key}`;
      collect(inner, { path, name, key, depth: place.depth + 1 }, texts);
    }
    const settings = settingsInMap(value);
    const called = [place.key, name].filter((each) => each !== '').join(' of ');
    if (settings !== '') add(texts, { ...place, name: called }, { raw: settings, text: settings });
  }
}

/** Scripts that hosts run when they are made are read elsewhere. */
const USER_DATA = /user[-_]?data|custom_data|startup[-_]script|^manifest$/;

/** Attributes that hold one and the same text in other spellings. */
const ALIKE: ReadonlyMap<string, string> = new Map(
  ['content_base64', 'sensitive_content', 'source_content', 'insecure_value'].map((key) => [
    key,
    key === 'insecure_value' ? 'value' : 'content',
  ]),
);

/** What a resource, a block or an entry of a list calls itself: a file's path before all. */
const NAMES = words(`key filename path file destination object mount_path name secret_id id`);

function nameIn(values: Values): string | undefined {
  const key = NAMES.find((each) => typeof values[each] === 'string' && values[each] !== '');
  return key === undefined ? undefined : (values[key] as string);
}

function collectText(raw: string, place: Place, texts: Map<string, HeldText>): void {
  const name = /[./]/.test(place.key) || place.name === '' ? place.key : place.name;
  if (raw.length < SHORTEST && !ID_FILE.test(name)) return;
  const inner = jsonIn(raw);
  if (inner !== undefined) return collect(inner, { ...place, depth: place.depth + 1 }, texts);
  const { text, isStore } = decodeHeld(raw, place.key);
  if (text === undefined || isTextual(text) || ID_FILE.test(name)) {
    add(texts, { ...place, name }, { raw, isStore, ...(text !== undefined && { text }) });
  }
}

interface Read {
  readonly raw: string;
  readonly text?: string;
  readonly isStore?: boolean;
}

function add(
  texts: Map<string, HeldText>,
  { path, name }: Place,
  { isStore, ...read }: Read,
): void {
  const nature = isStore ? 'stores' : textNature(name, read.text);
  if (nature !== undefined) texts.set(path, { name, ...read, nature });
}

/** A word or an address alone is no file. */
function isTextual(text: string): boolean {
  return /[=\n{]/.test(text);
}
