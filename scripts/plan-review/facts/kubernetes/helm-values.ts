import { blocksOf, isValues, textOf, textsOf } from '../../../terraform-plan/values';
import type { Values } from '../../../terraform-plan/plan';
import { parseYaml } from './parse-yaml-objects';

type Tree = Record<string, unknown>;

/** What a release gives its chart: its files of values, one upon the other, then what is set by name. */
export function helmValues(release: Values): Values {
  const files = textsOf(release, 'values').flatMap(parseYaml).filter(isValues);
  const values = files.reduce<Values>(merged, {});
  const set = ['set', 'set_list', 'set_sensitive', 'set_wo'].flatMap((key) =>
    blocksOf(release, key),
  );
  return set.reduce<Values>((tree, block) => {
    const name = textOf(block, 'name');
    return name === undefined ? tree : withValue(tree, stepsOf(name), block.value);
  }, values);
}

function merged(one: Values, other: Values): Values {
  const tree: Tree = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const old = Object.hasOwn(tree, key) ? tree[key] : undefined;
    setOwn(tree, key, isValues(old) && isValues(value) ? merged(old, value) : value);
  }
  return tree;
}

/** `a.b\.c[0]` is c of b's entry: dots part names, but for those behind a backslash. */
function stepsOf(name: string): readonly string[] {
  return name
    .split(/(?<!\\)\./)
    .flatMap((part) => part.replaceAll('\\.', '.').split(/\[(\d+)\]/))
    .filter((part) => part !== '');
}

function withValue(tree: Values, steps: readonly string[], value: unknown): Values {
  const [step, ...rest] = steps;
  if (step === undefined) return tree;
  const inner = Object.hasOwn(tree, step) ? tree[step] : undefined;
  const copy: Tree = { ...tree };
  setOwn(copy, step, rest.length === 0 ? value : withValue(asTree(inner), rest, value));
  return copy;
}

/** A list counts as an object of its places. */
function asTree(value: unknown): Values {
  if (isValues(value)) return value;
  return Array.isArray(value) ? { ...(value as readonly unknown[]) } : {};
}

/** A key such as `__proto__` is a key like any other. */
function setOwn(tree: Tree, key: string, value: unknown): void {
  Object.defineProperty(tree, key, { value, enumerable: true, writable: true, configurable: true });
}
