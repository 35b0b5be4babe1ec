import { isRecord } from '../checks/checks';
import { quote, UserError } from '../errors';

/** A value in a file that is meant to be an inventory, and the names that lead to it. */
interface Found {
  readonly names: readonly string[];
  readonly value: unknown;
}

/** Outputs lie in stacks, and those in constructs: deeper than this, nobody prints one. */
const DEEPEST = 8;

/**
 * The inventory in what `terraform output -json [NAME]`, OpenTofu's and `cdktf output --outputs-file FILE`
 * write: the value itself, or one of the outputs of a stack, or of several.
 *
 * @param value the file's JSON
 * @param file what errors call it
 * @param cluster the name of the cluster or of the stack that is meant, where the file has several
 * @throws UserError that names those in it, where it has none or too many
 */
export function findInventory(value: unknown, file: string, cluster?: string): unknown {
  const all = distinct(inventoriesIn({ names: [], value }));
  const meant = cluster === undefined ? all : all.filter((found) => isNamed(found, cluster));
  const [first, ...others] = meant;
  if (first && others.length === 0) return first.value;
  // What looks like none is judged as it is: its faults say more.
  if (all.length === 0 && cluster === undefined && !isOutputs(value)) return value;
  const count = cluster === undefined ? '' : ` of ${quote(cluster)}`;
  const got = all.map(describe).join(', ') || `${outputsIn(value).join(', ') || 'no outputs'}`;
  throw new UserError(
    `${file}: must have one inventory${count}, got ${got}. ${
      all.length === 0
        ? "Give the stack an output of its cluster's `inventory`, as docs/construct.md shows"
        : 'Choose with --cluster NAME, by the name of the cluster or of its stack'
    }.`,
  );
}

function inventoriesIn({ names, value }: Found): readonly Found[] {
  if (!isRecord(value) || names.length > DEEPEST) return [];
  if (isInventory(value)) return [{ names, value }];
  return Object.entries(value).flatMap(([name, inner]) =>
    inventoriesIn({ names: [...names, name], value: inner }),
  );
}

function isInventory(value: Readonly<Record<string, unknown>>): boolean {
  return isRecord(value.spec) && Array.isArray(value.hosts);
}

/** The same one may be told by several outputs. */
function distinct(found: readonly Found[]): readonly Found[] {
  return [...new Map(found.map((each) => [JSON.stringify(each.value), each])).values()];
}

function isNamed(found: Found, cluster: string): boolean {
  return clusterName(found) === cluster || found.names.includes(cluster);
}

function clusterName({ value }: Found): string {
  const { spec } = value as { readonly spec: Readonly<Record<string, unknown>> };
  return typeof spec.clusterName === 'string' ? spec.clusterName : '?';
}

/** By the names that lead to it, without those that every printed output has. */
function describe(found: Found): string {
  const path = found.names.filter((name) => !['value', 'outputs'].includes(name)).join('.');
  return `${quote(clusterName(found))}${path ? ` (${path})` : ''}`;
}

/** Whether it is what a tool prints of outputs, in which there is just no inventory. */
function isOutputs(value: unknown): boolean {
  return outputsIn(value).length > 0 || (isRecord(value) && Object.keys(value).length === 0);
}

/** The names of outputs: values with their types, or plain ones by stack. */
function outputsIn(value: unknown): readonly string[] {
  if (!isRecord(value)) return [];
  const entries = Object.entries(value);
  const typed = entries.filter(([, each]) => isRecord(each) && 'value' in each && 'type' in each);
  if (typed.length > 0) return typed.map(([name]) => quote(name));
  const isByStack = entries.length > 0 && entries.every(([, each]) => isRecord(each));
  if (!isByStack) return [];
  return entries.flatMap(([stack, outputs]) =>
    Object.keys(outputs as object).map((name) => quote(`${stack}.${name}`)),
  );
}
