import { asArray, asObject, asObjects, own, type JsonObject } from './json-value';

/** An expression of the configuration, as far as a plan tells it. */
export interface ConfiguredExpression {
  /**
   * Where it is written out. In configuration that is JSON, as cdktf's, texts have expressions in them as
   * the code spells them: `${var.folder}`.
   */
  readonly value?: unknown;
  /**
   * What it refers to: `self.triggers.folder`, or from the root on, `module.kafka.aws_instance.a.id`, and
   * `module.kafka.*` for all of a module.
   * Variables are followed to what they are given.
   */
  readonly references: readonly string[];
  /** The variables that it refers to and whose values are known. */
  readonly inputs: readonly ConfiguredInput[];
}

/** A variable and its value. */
export interface ConfiguredInput {
  /** As the expression spells it: `var.folder`. */
  readonly name: string;
  readonly value: unknown;
  readonly isSensitive: boolean;
}

type Followed = Pick<ConfiguredExpression, 'references' | 'inputs'>;

const NOTHING: Followed = { references: [], inputs: [] };

/** A resource of the configuration, and the module that it stands in. */
export interface ConfiguredResource {
  /** From the root on, without index. */
  readonly address: string;
  readonly module: ConfiguredModule;
  readonly resource: JsonObject;
}

/** A module that calls another one, and how. */
interface Caller {
  readonly scope: ConfiguredModule;
  readonly call: JsonObject;
}

/** A module of the configuration, which knows what its variables are given. */
export class ConfiguredModule {
  readonly #module: JsonObject;
  readonly #caller: Caller | undefined;
  readonly #given: JsonObject;

  /** @param given of the root, whose variables come with the plan; of others, who calls them */
  private constructor(
    module: unknown,
    readonly prefix: string,
    given: { readonly variables: unknown } | { readonly caller: Caller },
  ) {
    this.#module = asObject(module);
    this.#caller = 'caller' in given ? given.caller : undefined;
    this.#given = 'variables' in given ? asObject(given.variables) : {};
  }

  /** @param plan the document, of which it reads `configuration` and `variables` */
  static rootOf({ configuration, variables }: JsonObject): ConfiguredModule {
    return new ConfiguredModule(asObject(configuration).root_module, '', { variables });
  }

  /** The resources of this module alone, with their addresses in the configuration. */
  get resources(): readonly ConfiguredResource[] {
    return asObjects(this.#module.resources).flatMap((resource) =>
      typeof resource.address === 'string'
        ? [{ address: this.prefix + resource.address, module: this, resource }]
        : [],
    );
  }

  /**
   * Those of this module and of all inside of it.
   *
   * @param isCalled which calls to look into. @default - all
   */
  allResources(isCalled?: (call: JsonObject) => boolean): readonly ConfiguredResource[] {
    const calls = Object.entries(asObject(this.#module.module_calls));
    return [
      ...this.resources,
      ...calls
        .filter(([, call]) => isCalled?.(asObject(call)) ?? true)
        .flatMap(([name]) => this.#child(name).allResources(isCalled)),
    ];
  }

  /** @param expression a part of `expressions`, or the list of expressions of a block's argument */
  expression(expression: unknown): ConfiguredExpression {
    const { constant_value: value, references } = asObject(expression);
    return {
      ...(value !== undefined && { value }),
      ...this.#followAll(mostSpecific(references), new Set()),
    };
  }

  /** All that a part of this module refers to or waits for, and that the call of the module waits for. */
  dependencies(part: unknown): readonly string[] {
    const own = this.#followAll(namesIn(part), new Set()).references;
    if (!this.#caller) return own;
    const { scope, call } = this.#caller;
    return [...own, ...scope.dependencies({ depends_on: call.depends_on })];
  }

  #child(name: string): ConfiguredModule {
    const call = asObject(own(asObject(this.#module.module_calls), name));
    const prefix = `${this.prefix}module.${name}.`;
    return new ConfiguredModule(call.module, prefix, { caller: { scope: this, call } });
  }

  #followAll(names: readonly string[], seen: Set<string>): Followed {
    const followed = names.map((name) => this.#follow(name, seen));
    return {
      references: followed.flatMap((each) => each.references),
      inputs: followed.flatMap((each) => each.inputs),
    };
  }

  #follow(name: string, seen: Set<string>): Followed {
    const [head = '', second = '', third] = stepsOf(name);
    const step = `${this.prefix} ${name}`;
    if (seen.has(step)) return NOTHING;
    seen.add(step);
    if (head === 'var') return this.#followVariable(name, second, seen);
    if (head !== 'module')
      return { references: [OWN.has(head) ? name : this.prefix + name], inputs: [] };
    const child = this.#child(second);
    if (third === undefined) return { references: [`${child.prefix}*`], inputs: [] };
    const { expression } = asObject(own(asObject(child.#module.outputs), third));
    return child.#followExpression(expression, name, seen);
  }

  #followVariable(name: string, variable: string, seen: Set<string>): Followed {
    const declared = asObject(own(asObject(this.#module.variables), variable));
    const isSensitive = declared.sensitive === true;
    const known = (value: unknown): Followed =>
      value === undefined
        ? { references: [name], inputs: [] }
        : {
            references: [],
            inputs: [{ name, value: at(value, stepsOf(name).slice(2)), isSensitive }],
          };
    if (!this.#caller) {
      const given = own(this.#given, variable);
      return known(given === undefined ? declared.default : asObject(given).value);
    }
    const argument = own(asObject(this.#caller.call.expressions), variable);
    if (argument === undefined) return known(declared.default);
    const { constant_value } = asObject(argument);
    if (constant_value !== undefined) return known(constant_value);
    const { references, inputs } = this.#caller.scope.#followExpression(argument, name, seen);
    return {
      references,
      inputs: inputs.map((input) => ({ ...input, isSensitive: input.isSensitive || isSensitive })),
    };
  }

  #followExpression(expression: unknown, name: string, seen: Set<string>): Followed {
    const { constant_value: value } = asObject(expression);
    const { references, inputs } = this.#followAll(namesIn(expression), seen);
    const own = value === undefined ? [] : [{ name, value, isSensitive: false }];
    return { references, inputs: [...own, ...inputs] };
  }
}

/** All names below a part of the configuration: `references` of expressions, and `depends_on`. */
function namesIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(namesIn);
  return Object.entries(asObject(part)).flatMap(([key, inner]) => {
    if (key === 'references') return mostSpecific(inner);
    if (key === 'depends_on') return asArray(inner).filter((each) => typeof each === 'string');
    return key === 'constant_value' ? [] : namesIn(inner);
  });
}

/** Names that mean something in their own place only. */
const OWN: ReadonlySet<string> = new Set(['self', 'each', 'count', 'path', 'terraform', 'tofu']);

/** A plan names `self`, `self.triggers` and `self.triggers.folder` for one of them. */
function mostSpecific(references: unknown): readonly string[] {
  const names = asArray(references).filter((each) => typeof each === 'string');
  return names.filter(
    (name) =>
      !names.some(
        (other) => other !== name && (other.startsWith(`${name}.`) || other.startsWith(`${name}[`)),
      ),
  );
}

/** `self`, `triggers`, `a b` of `self.triggers["a b"]`. */
export function stepsOf(name: string): readonly string[] {
  return [...name.matchAll(/[^.[\]"]+|"((?:[^"\\]|\\.)*)"/g)].map(
    ([step, quoted]) => quoted ?? step,
  );
}

/** What lies at these steps in a value; undefined where nothing does. */
export function at(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return (inner as readonly unknown[])[Number(step)];
    return own(asObject(inner), step);
  }, value);
}
