import { SpecError, UserError, type Problem } from '../errors';
import { findInventory } from './find-inventory';
import type { Inventory } from './inventory';
import { INVENTORY_SHAPE, REMEDY } from './inventory-shape';
import { productionSite } from '../production-site';
import { resolveSpec } from '../resolve-spec';
import type { SecuritySpec } from '../security';
import type { KafkaClusterSpec } from '../spec';
import { layOut, type Topology } from '../topology';
import { specProblems } from '../validate-spec';
import { isRecord } from '../checks/checks';

export interface ParseOptions {
  /**
   * Whether the hosts are those of an earlier spec: the ones that this spec no longer has are left out, and
   * its new ones are not there.
   * @default false
   */
  readonly isOfEarlierSpec?: boolean;
}

/**
 * Reads an inventory from its JSON, or from that of a stack's outputs.
 *
 * @param file what errors call it
 * @param cluster which one is meant, where there are several: the name of the cluster, or of its stack
 * @throws UserError where it is no JSON; SpecError with all that is wrong with it
 */
export function parseInventory(
  json: string,
  file: string,
  cluster?: string,
  { isOfEarlierSpec = false }: ParseOptions = {},
): Inventory {
  const found = findInventory(parseJson(json, file), file, cluster);
  const value = isOfEarlierSpec ? withoutOthers(found) : found;
  const problems = isOfEarlierSpec ? ownProblems(value) : inventoryProblems(value);
  if (problems.length > 0) {
    throw new SpecError(
      problems.map((problem) => ({ ...problem, path: `${file}: ${problem.path}` })),
    );
  }
  return value as Inventory;
}

/**
 * The hosts of the cluster, as the deploy laid them out from the same spec.
 *
 * @param security under which they run while it is changed. @default - that of the spec
 */
export function inventoryTopology(
  { spec, hosts }: Pick<Inventory, 'spec' | 'hosts'>,
  security?: SecuritySpec,
): Topology {
  const topology = layOutAll({ spec }, security);
  const addresses = new Map(hosts.map(({ name, address }) => [name, address]));
  return {
    ...topology,
    hosts: topology.hosts.flatMap((host) => {
      const address = addresses.get(host.name);
      // Certificates name it: who can't look a name up knows a host by where it comes from.
      return address === undefined ? [] : [{ ...host, alsoFrom: [address] }];
    }),
  };
}

function layOutAll({ spec }: Pick<Inventory, 'spec'>, security?: SecuritySpec): Topology {
  const resolved = resolveSpec(spec);
  // The site goes by the spec: its advertised names and ports are those of the security that it asks for.
  return layOut({ ...resolved, ...(security && { security }) }, productionSite(resolved));
}

/** All that is wrong with what should be an inventory. Never throws. */
export function inventoryProblems(value: unknown): readonly Problem[] {
  const problems = ownProblems(value);
  return problems.length > 0 ? problems : hostProblems(value as Inventory);
}

/** Apart from whether its hosts are those of its spec. */
function ownProblems(value: unknown): readonly Problem[] {
  const shape = INVENTORY_SHAPE(value, '');
  if (!isRecord(value) || !isRecord(value.spec)) {
    return shape.map((problem) => ({
      ...problem,
      path: problem.path.replace(/^spec$/, 'inventory'),
    }));
  }
  const spec = specProblems(value.spec as unknown as KafkaClusterSpec).map((problem) => ({
    ...problem,
    path: `spec.${problem.path}`,
  }));
  return [...shape, ...spec];
}

/** Only the hosts that its spec has. */
function withoutOthers(value: unknown): unknown {
  if (ownProblems(value).length > 0) return value;
  const inventory = value as Inventory;
  const names = new Set(layOutAll(inventory).hosts.map(({ name }) => name));
  return { ...inventory, hosts: inventory.hosts.filter(({ name }) => names.has(name)) };
}

/** Each host of the spec stands in it, once, and no other does. */
function hostProblems(inventory: Inventory): readonly Problem[] {
  const expected = layOutAll(inventory).hosts.map(({ name }) => name);
  const found = inventory.hosts.map(({ name }) => name);
  if (expected.join() === found.join()) return [];
  return [
    {
      path: 'hosts',
      rule: `be the hosts of its spec, in their order: ${expected.join(', ')}`,
      value: found.join(', '),
      remedy: REMEDY,
    },
  ];
}

function parseJson(json: string, file: string): unknown {
  // PowerShell and some editors begin a file so.
  const text = json.replace(/^\ufeff/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(
      `${file}: must be an inventory as JSON, but ${unreadable(text, error as Error)}. ${REMEDY}.`,
      { cause: error },
    );
  }
}

function unreadable(text: string, { message }: Error): string {
  if (text.trim() === '') return 'it is empty';
  if (/^\s*> \S+@\d/.test(text)) return 'npm run wrote lines of its own into it: give it --silent';
  // As `terraform output` prints it without -json.
  return /^\s*(?:\{\s*)?"?[\w-]+"?\s*=\s/.test(text)
    ? "it is in terraform's own language"
    : `it can't be read: ${message}`;
}
