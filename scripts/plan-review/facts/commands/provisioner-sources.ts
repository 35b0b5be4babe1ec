import { configurationAddress } from '../../../terraform-plan/configuration-address';
import { at, stepsOf, type ConfiguredExpression } from '../../../terraform-plan/configured-module';
import type { Plan, Provisioner, ResourceChange } from '../../../terraform-plan/plan';
import { asObject } from '../../../terraform-plan/json-value';
import { isSame, leavesOf, textsIn } from '../../../terraform-plan/values';
import type { CommandSource } from './command-source';

/** What the provisioners would run of the resources that are made, made anew or destroyed. */
export function provisionerSources(
  plan: Plan,
  isFresh: (resource: ResourceChange) => boolean,
): readonly CommandSource[] {
  const own = ({ address, change, deposed }: ResourceChange): readonly Provisioner[] =>
    /^(create|replace|delete)$/.test(change) && deposed === undefined
      ? (plan.provisioners.get(configurationAddress(address)) ?? [])
      : [];
  return plan.changes.flatMap((resource) =>
    own(resource)
      .filter((provisioner) => mayRun(resource, provisioner))
      .flatMap((provisioner) => {
        const isHost = provisioner.type !== 'local-exec';
        const source: CommandSource = {
          address: resource.address,
          by: plan.mask(provisioner.type),
          place: { isHost },
          isFresh: isHost && isFresh(resource),
          isMarked: false,
          isGravestOnly: false,
          mayNotRun: resource.change === 'delete' && provisioner.when === undefined,
        };
        return textsOf({ plan, resource, provisioner }).map((text) => ({ ...source, ...text }));
      }),
  );
}

/** At the end of a resource, what it runs may refer to nothing but itself. */
function mayRun({ change }: ResourceChange, { when, arguments: given }: Provisioner): boolean {
  if (change === 'create') return when !== 'destroy';
  const isOfItself = [...given.values()].every(
    ({ references, inputs }) =>
      inputs.length === 0 &&
      references.every((name) => /^(self|each|count|path|terraform)\b/.test(name)),
  );
  return change === 'replace' || (when !== 'create' && isOfItself);
}

/** A provisioner in the life of one resource. */
interface Run {
  readonly plan: Plan;
  readonly resource: ResourceChange;
  readonly provisioner: Provisioner;
}

type Text = Partial<CommandSource>;

function textsOf(run: Run): readonly Text[] {
  const { type, arguments: given } = run.provisioner;
  if (type === 'local-exec') return localExec(run);
  if (type === 'file') {
    const target = given.get('destination')?.value;
    const spelled = typeof target === 'string' ? target : 'a file';
    return [{ also: [{ effect: 'files-changed', spelled }] }];
  }
  if (type !== 'remote-exec') return [unseen(type)];
  const files = ['script', 'scripts'].flatMap((name) => given.get(name) ?? []);
  return [
    ...scripts(run, 'inline'),
    ...files.map(({ value }) => unseen(textsIn(value).join(', ') || 'script')),
  ];
}

function localExec(run: Run): readonly Text[] {
  const { arguments: given } = run.provisioner;
  const environment = asObject(given.get('environment')?.value);
  const folder = given.get('working_dir')?.value;
  const place = {
    isHost: false,
    variables: new Map(Object.entries(environment).filter(isText)),
    ...(typeof folder === 'string' && /^[/~]/.test(folder) && { folder }),
  };
  const all = scripts(run, 'command').map((text) => ({ ...text, place }));
  return isShell(given.get('interpreter')) ? all : [...all, unseen('interpreter')];
}

function isText(entry: readonly [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}

/** What may read a command as a shell does. */
function isShell(interpreter: ConfiguredExpression | undefined): boolean {
  const [program] = textsIn(interpreter?.value);
  return interpreter === undefined || /(sh|cmd|env|powershell)(\.exe)?$/i.test(program ?? '');
}

function unseen(spelled: string): Text {
  return { also: [{ effect: 'unseen', spelled }] };
}

/**
 * An argument as the scripts that it may be: itself where it is written out, else what it is made of,
 * each of which may be a command, and the whole of which nobody sees.
 */
function scripts(run: Run, name: string): readonly Text[] {
  const expression = run.provisioner.arguments.get(name);
  if (expression === undefined) return [];
  const parts = partsOf(run, expression);
  if (expression.value !== undefined) {
    const text = textsIn(expression.value).join('\n');
    const isMarked = parts.some((part) => part.isMarked && text.includes(part.name));
    return [{ script: filled(text, parts), isMarked }];
  }
  const names = [...expression.references, ...expression.inputs.map((input) => input.name)];
  return [
    unseen(`${name} = ${[...new Set(names)].join(', ') || 'file(…)'}`),
    ...parts.map(({ text, isMarked }) => ({ script: text, isMarked, isGravestOnly: true })),
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
  const referred = references.map((name) => {
    const { value, shown } = valueOf(run, name);
    return { name, value, isSensitive: !isSame(value, shown) };
  });
  return [...referred, ...inputs].flatMap(({ name, value, isSensitive: isMarked }) =>
    leavesOf(value)
      .filter((leaf) => typeof leaf === 'string' || typeof leaf === 'number')
      .map((leaf) => ({ name, text: String(leaf), isMarked })),
  );
}

/** What a reference leads to: in the resource itself, or in another one, before or after. */
function valueOf(
  { plan, resource }: Run,
  name: string,
): { readonly value?: unknown; readonly shown?: unknown } {
  const [head, ...steps] = stepsOf(name);
  if (head === 'each') {
    const key = typeof resource.index === 'string' && steps[0] === 'key' && resource.index;
    return key === false ? {} : { value: key, shown: key };
  }
  if (head === 'self') return side(resource, steps);
  const prefix = ({ address }: ResourceChange) => configurationAddress(address);
  const other = plan.changes.find(
    (each) => name.startsWith(`${prefix(each)}.`) || name.startsWith(`${prefix(each)}[`),
  );
  return other ? side(other, stepsOf(name.slice(prefix(other).length))) : {};
}

function side({ before, after, shown }: ResourceChange, steps: readonly string[]) {
  const told = after === undefined ? shown.before : shown.after;
  return { value: at(after ?? before, steps), shown: at(told, steps) };
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
