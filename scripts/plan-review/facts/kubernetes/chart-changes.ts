import { MASKED } from '../../../masking/text-pieces';
import { unmarked, type Sayable } from '../../../masking/say';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { isValues } from '../../../terraform-plan/values';
import { helmValues } from './helm-values';

/** One of the values that a chart is given, and that is another afterwards. */
export interface ChartChange {
  /** The keys that lead to it, between slashes: `spec/kafka/replicas`. */
  readonly path: string;
  /** As text; absent where nothing stands there. */
  readonly before?: string;
  readonly after?: string;
  /** The same as may be shown. */
  readonly shown: {
    readonly path: Sayable;
    readonly before?: Sayable;
    readonly after?: Sayable;
  };
}

/**
 * Every single value that a release gives its chart otherwise than before. Entries of lists are compared
 * by what they call themselves, so that one that goes is not taken for a change of all behind it; a list
 * of plain values is one value.
 */
export function chartChanges({
  before,
  after,
  shown,
}: Pick<ResourceChange, 'before' | 'after' | 'shown'>): readonly ChartChange[] {
  const read = (values: Values | undefined) => values && helmValues(values);
  const old = leavesOf(read(before), read(shown.before));
  const now = leavesOf(read(after), read(shown.after));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
    const [was, becomes] = [old.get(path), now.get(path)];
    if (was?.text === becomes?.text) return [];
    return {
      path,
      ...(was && { before: was.text }),
      ...(becomes && { after: becomes.text }),
      shown: {
        path: (becomes ?? was)!.shownPath,
        ...(was && { before: was.shown }),
        ...(becomes && { after: becomes.shown }),
      },
    };
  });
}

interface Leaf {
  readonly text: string;
  readonly shownPath: Sayable;
  readonly shown: Sayable;
}

interface Twin {
  readonly value: unknown;
  /** The same as may be shown: a mask where all of it is masked. */
  readonly shown: unknown;
  readonly path: readonly string[];
  readonly shownPath: readonly string[];
}

/** Every single value by its path; what is null or empty isn't there. */
function leavesOf(value: unknown, shown: unknown): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  collect({ value, shown, path: [], shownPath: [] }, leaves);
  return leaves;
}

/** Deeper than that no provider nests. */
const DEEPEST = 24;

function collect(twin: Twin, leaves: Map<string, Leaf>): void {
  const { value, path } = twin;
  if (value === null || value === undefined || value === '' || path.length > DEEPEST) return;
  if (Array.isArray(value)) return collectList(value, twin, leaves);
  if (isPlain(value)) return add(String(value), twin, leaves);
  if (!isValues(value)) return;
  const shown = isValues(twin.shown) ? Object.entries(twin.shown) : [];
  Object.entries(value).forEach(([key, inner], index) =>
    collect(within(twin, { key, value: inner }, shown[index]), leaves),
  );
}

function collectList(items: readonly unknown[], twin: Twin, leaves: Map<string, Leaf>): void {
  if (items.length === 0) return;
  if (!items.some((item) => typeof item === 'object')) return add(items.join(', '), twin, leaves);
  const shown: readonly unknown[] = Array.isArray(twin.shown) ? twin.shown : [];
  items.forEach((value, index) => {
    const key = ownName(value) ?? String(index);
    collect(
      within(twin, { key, value }, [ownName(shown[index]) ?? String(index), shown[index]]),
      leaves,
    );
  });
}

function within(
  { path, shownPath }: Twin,
  { key, value }: { readonly key: string; readonly value: unknown },
  shown: readonly [string, unknown] = [MASKED, undefined],
): Twin {
  return { value, shown: shown[1], path: [...path, key], shownPath: [...shownPath, shown[0]] };
}

function add(text: string, { shown, path, shownPath }: Twin, leaves: Map<string, Leaf>): void {
  const told = Array.isArray(shown) ? shown.join(', ') : isPlain(shown) ? String(shown) : MASKED;
  leaves.set(path.join('/'), {
    text,
    shownPath: unmarked(shownPath.join('/')),
    shown: unmarked(told),
  });
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** What an entry of a list calls itself among the others. */
const NAMES = ['name', 'device_name', 'deviceName', 'id', 'key', 'lun', 'mountPath'];

function ownName(item: unknown): string | undefined {
  if (!isValues(item)) return undefined;
  const inner = isValues(item.metadata) ? item.metadata : {};
  const name = [...NAMES.map((key) => item[key]), inner.name].find(
    (each) => typeof each === 'string' || typeof each === 'number',
  );
  return name === undefined ? undefined : String(name);
}
