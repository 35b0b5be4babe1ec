import type { Word } from '../../../shell/command';
import type { Call } from './call';
import type { EffectKind } from './effects';

/** What a call runs in its turn: a script as text, or a call of its own words. */
export interface Run {
  readonly runs: string | Call;
  readonly isHost?: boolean;
  /** Whether on many hosts at once. */
  readonly isMany?: boolean;
}

/** What is known of a call: its effect, or that it has none worth telling. */
export type Judged = EffectKind | 'harmless';

/** What a call does: as judged, as its words say (`by-verb`), or what it runs. */
export type Deed = Judged | 'by-verb' | Run;

/**
 * What programs do: their names, what they do, and what they must be given for that. The first row that
 * fits tells; of what is named here, the rest is harmless.
 *
 * Names are alternatives of a pattern. What is given is a pattern of the whole text, or some conditions,
 * all of which hold: options (`-a|--all`), words that are no options (`stop|kill`), or such ones among the
 * first few (`2:rm|prune`).
 */
export type Row = readonly [
  names: string,
  deed: Deed | ((call: Call) => Deed | readonly Deed[]),
  given?: string | RegExp,
];

interface Fitting {
  readonly name: RegExp;
  readonly deed: Row[1];
  fits(call: Call): boolean;
}

/** What a call does by these rows; undefined where none names its program. */
export function judgeBy(rows: readonly Row[]): (call: Call) => readonly Deed[] | undefined {
  const all = rows.map(fitting);
  return (call) => {
    const own = all.filter(({ name }) => name.test(call.name));
    if (own.length === 0) return undefined;
    const deed = own.find((row) => row.fits(call))?.deed ?? 'harmless';
    return [typeof deed === 'function' ? deed(call) : deed].flat();
  };
}

function fitting([names, deed, given = '']: Row): Fitting {
  const name = new RegExp(`^(?:${names})$`);
  if (given instanceof RegExp) return { name, deed, fits: ({ text }) => given.test(text) };
  const conditions = given.split(' ').filter(Boolean).map(condition);
  return { name, deed, fits: (call) => conditions.every((holds) => holds(call)) };
}

function condition(given: string): (call: Call) => boolean {
  if (given.startsWith('-')) return (call) => call.has(...given.split('|'));
  const [, within, words] = /^(?:(\d):)?(.*)$/.exec(given)!;
  const pattern = new RegExp(`^(?:${words})$`);
  return (call) => says(call, pattern, within);
}

function says(call: Call, pattern: RegExp, within: string | undefined): boolean {
  const words: readonly string[] = within
    ? call.subcommands.slice(0, Number(within))
    : call.operands.map(({ text }) => text);
  return words.some((word) => pattern.test(word));
}

/** A word that stands in no script. */
export function wordOf(text: string): Word {
  return { text, unknown: [], inner: [] };
}
