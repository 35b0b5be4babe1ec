import type { Weight } from '../../../scripts/health/cluster/judge-cluster';
import type { CommandEnd } from '../deploy-project';
import { ASKED_NAMES, type Asked } from './ask-tools';

/** What is to be said of a state by all who look at it. */
export interface Expected {
  /** As judgements have it; `drift` is a fault that `converge` tells by its plan. */
  readonly weight: Weight | 'drift';
  /** The cause, and the remedy. */
  readonly says: readonly RegExp[];
  /** What a tool says in its own words instead. */
  readonly instead?: Partial<Readonly<Record<Asked, readonly RegExp[]>>>;
}

/** What nobody may say; that writes are refused neither, for in no state here they are. */
const NONSENSE = /are refused|\bundefined\b|\bNaN\b|\[object |\bInfinity\b|\n\s+at .*:\d+:\d+/;

/** Of a disk that was looked at; without it, nobody knows when it is full. */
const UNKNOWN_WRITES = /"bytesPerSecond": null/;

/** In what tools do not agree about a state, or say nonsense; empty where they agree. */
export function disagreements(
  answers: Readonly<Record<Asked, CommandEnd>>,
  expected: Expected,
): readonly string[] {
  return ASKED_NAMES.flatMap((name) => {
    const { code, output } = answers[name];
    const wanted = codeOf(name, expected);
    const found = [
      ...(code === wanted ? [] : [`ended with ${code}, not ${wanted}`]),
      ...(NONSENSE.test(output) ? ['says nonsense'] : []),
      ...(UNKNOWN_WRITES.test(output) ? ['does not know what is written to a disk'] : []),
      ...(expected.weight !== 'note' && /\bis healthy\b/.test(output) ? ['calls it healthy'] : []),
      ...wordsOf(name, expected)
        .filter((words) => !words.test(output))
        .map((words) => `does not say ${words}`),
    ];
    return found.map((text) => `${name} ${text}`);
  });
}

function codeOf(name: Asked, { weight }: Expected): number {
  if (weight === 'note') return 0;
  return name === 'gate' && weight !== 'closes-gate' ? 0 : 1;
}

/** `converge` has a plan for what drifts, and tells no notes. */
function wordsOf(name: Asked, { weight, says, instead }: Expected): readonly RegExp[] {
  const own = instead?.[name];
  if (own) return own;
  const isNote = weight === 'note' || weight === 'drift';
  return name === 'converge --dry-run' && isNote ? [] : says;
}

/** The commands of this tool that messages name, as they are typed: `restart broker-1 --reason WORDS`. */
export function namedCommands(output: string): readonly string[] {
  const named = output.matchAll(/`npx --no-install cdktf-kafka ([^`]+?) --inventory FILE`/g);
  return [...new Set([...named].map(([, words]) => words!))];
}
