import { configurationAddress } from '../../../terraform-plan/configuration-address';
import {
  at,
  stepsOf,
  type ConfiguredExpression,
} from '../../../terraform-plan/configured-expressions';
import type { Plan, Provisioner, ResourceChange } from '../../../terraform-plan/plan';
import { isSame, isValues } from '../../../terraform-plan/values';
import type { CommandSource } from './command-source';
import type { JudgedCommand } from './judge-script';

/** A provisioner in the life of one resource. */
interface Run {
  readonly plan: Plan;
  readonly resource: ResourceChange;
  readonly provisioner: Provisioner;
  readonly isFresh: boolean;
}

/** What the provisioners would run of the resources that are made, made anew or destroyed. */
export function provisionerSources(
  plan: Plan,
  isFresh: (resource: ResourceChange) => boolean,
): readonly CommandSource[] {
  return plan.changes.flatMap((resource) => {
    if (!/^(create|replace|delete)$/.test(resource.change) || resource.deposed !== undefined)
      return [];
    const all = plan.provisioners.get(configurationAddress(resource.address)) ?? [];
    return all
      .map((provisioner): Run => ({ plan, resource, provisioner, isFresh: isFresh(resource) }))
      .filter(mayRun)
      .flatMap(sourcesOf);
  });
}

/** At the end of a resource, what it runs may refer to nothing but itself. */
function mayRun({ resource, provisioner }: Run): boolean {
  if (resource.change === 'create') return provisioner.when !== 'destroy';
  return (
    resource.change === 'replace' || (provisioner.when !== 'create' && isOfItself(provisioner))
  );
}

function isOfItself({ arguments: given }: Provisioner): boolean {
  return [...given.values()].every(
    ({ references, inputs }) =>
      inputs.length === 0 &&
      references.every((name) => /^(self|each|count|path|terraform)\b/.test(name)),
  );
}

function sourcesOf(run: Run): readonly CommandSource[] {
  const { type } = run.provisioner;
  if (type === 'local-exec') return localExec(run);
  if (type === 'remote-exec') return remoteExec(run);
  if (type === 'file') return [{ ...sourceOf(run), also: [writtenFile(run)] }];
  return [{ ...sourceOf(run), also: [unseen(type)] }];
}

function sourceOf({ resource, provisioner, isFresh, plan }: Run): CommandSource {
  const mayNotRun =
    provisioner.when === undefined && isOfItself(provisioner) && resource.change !== 'replace';
  return {
    address: resource.address,
    by: plan.mask(provisioner.type),
    place: { isHost: provisioner.type !== 'local-exec' },
    isFresh: isFresh && provisioner.type !== 'local-exec',
    isMarked: false,
    isGravestOnly: false,
    mayNotRun: mayNotRun && resource.change === 'delete',
  };
}

function localExec(run: Run): readonly CommandSource[] {
  const { arguments: given } = run.provisioner;
  const variables = new Map(
    Object.entries(asMap(given.get('environment')?.value)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
  const folder = given.get('working_dir')?.value;
  const place = {
    ...{ isHost: false, variables },
    ...(typeof folder === 'string' && /^[/~]/.test(folder) && { folder }),
  };
  const interpreter = given.get('interpreter');
  const sources = scripts(run, 'command').map((source) => ({ ...source, place }));
  return isShell(interpreter)
    ? sources
    : [...sources, { ...sourceOf(run), also: [unseen('interpreter')] }];
}

/** What may read a command as a shell does. */
function isShell(interpreter: ConfiguredExpression | undefined): boolean {
  if (interpreter === undefined) return true;
  const words: readonly unknown[] = Array.isArray(interpreter.value) ? interpreter.value : [];
  return words.length > 0 && /(sh|cmd|env|powershell)(\.exe)?$/i.test(String(words[0]));
}

function remoteExec(run: Run): readonly CommandSource[] {
  const { arguments: given } = run.provisioner;
  const files = ['script', 'scripts'].filter((name) => given.has(name));
  return [
    ...(given.has('inline') ? scripts(run, 'inline') : []),
    ...files.map((name) => ({ ...sourceOf(run), also: [unseen(nameOfFile(given.get(name)!))] })),
  ];
}

function unseen(spelled: string): JudgedCommand {
  return { effect: 'unseen', spelled };
}

function nameOfFile({ value }: ConfiguredExpression): string {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  return names.filter((each) => typeof each === 'string').join(', ') || 'script';
}

function writtenFile({ provisioner: { arguments: given } }: Run): JudgedCommand {
  const target = given.get('destination')?.value;
  return { effect: 'files-changed', spelled: typeof target === 'string' ? target : 'a file' };
}

/**
 * An argument as the scripts that it may be: itself where it is written out, else what it is made of,
 * each of which may be a command, and the whole of which nobody sees.
 */
function scripts(run: Run, name: string): readonly CommandSource[] {
  const expression = run.provisioner.arguments.get(name);
  const source = sourceOf(run);
  if (expression === undefined) return [];
  const { value } = expression;
  const parts = partsOf(run, expression);
  if (typeof value === 'string' || Array.isArray(value)) {
    const text = Array.isArray(value)
      ? value.filter((each) => typeof each === 'string').join('\n')
      : value;
    return [
      {
        ...source,
        script: filled(text, parts),
        isMarked: parts.some((part) => part.isMarked && text.includes(part.name)),
      },
    ];
  }
  const names = [...expression.references, ...expression.inputs.map((input) => input.name)];
  const label =
    names.length > 0 ? `${name} = ${[...new Set(names)].join(', ')}` : `${name} = file(…)`;
  return [
    { ...source, also: [unseen(label)] },
    ...parts.map((part) => ({
      ...source,
      script: part.text,
      isMarked: part.isMarked,
      isGravestOnly: true,
    })),
  ];
}

interface Part {
  /** As the expression spells it. */
  readonly name: string;
  readonly text: string;
  readonly isMarked: boolean;
}

/** The texts that an expression is made of, as far as they are known. */
function partsOf(run: Run, { references, inputs }: ConfiguredExpression): readonly Part[] {
  const own = references.flatMap((name) =>
    sidesOf(run, name).flatMap(({ value, shown }) =>
      textsIn(value).map((text) => ({ name, text, isMarked: !isSame(value, shown) })),
    ),
  );
  const given = inputs.flatMap(({ name, value, isSensitive }) =>
    textsIn(value).map((text) => ({ name, text, isMarked: isSensitive })),
  );
  return [...own, ...given];
}

/** What a reference leads to: in the resource itself, or in another one, before or after. */
function sidesOf(
  { plan, resource }: Run,
  name: string,
): readonly { value: unknown; shown: unknown }[] {
  const steps = stepsOf(name);
  if (steps[0] === 'each')
    return typeof resource.index === 'string' && steps[1] === 'key'
      ? [{ value: resource.index, shown: resource.index }]
      : [];
  if (steps[0] === 'self') return sides(resource, steps.slice(1));
  const other = plan.changes.find(
    ({ address }) =>
      name.startsWith(`${configurationAddress(address)}.`) ||
      name.startsWith(`${configurationAddress(address)}[`),
  );
  if (!other) return [];
  return sides(other, stepsOf(name.slice(configurationAddress(other.address).length)));
}

function sides({ before, after, shown }: ResourceChange, steps: readonly string[]) {
  const value = after ?? before;
  const told = after === undefined ? shown.before : shown.after;
  return [{ value: at(value, steps), shown: at(told, steps) }];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Expressions inside of a text, in the place of which their values are put where they are known. */
function filled(text: string, parts: readonly Part[]): string {
  return text.replace(
    /(?<!\$)\$\{\s{0,9}([\w.[\]"-]{1,200})\s{0,9}\}/g,
    (spelled, name: string) => {
      const known = parts.filter((part) => part.name === name || part.name.endsWith(`.${name}`));
      return known.length === 1 ? known[0]!.text : spelled;
    },
  );
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return isValues(value) ? value : {};
}
