import { asArray, asObject, own, type JsonObject } from './json-value';

/** An expression of the configuration, as far as a plan tells it. */
export interface ConfiguredExpression {
  /**
   * Where it is written out. In configuration that is JSON, as cdktf's, texts have expressions in them as
   * the code spells them: `${var.folder}`.
   */
  readonly value?: unknown;
  /**
   * What it refers to: `self.triggers.folder`, or from the root on, `module.kafka.aws_instance.a.id`.
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

  get resources(): readonly JsonObject[] {
    return asArray(this.#module.resources).map(asObject);
  }

  get children(): readonly ConfiguredModule[] {
    return Object.keys(asObject(this.#module.module_calls)).map((name) => this.#child(name));
  }

  /** @param expression a part of `expressions`, or the list of expressions of a block's argument */
  expression(expression: unknown): ConfiguredExpression {
    const { constant_value: value, references } = asObject(expression);
    const followed = mostSpecific(references).map((name) => this.#follow(name, new Set()));
    return {
      ...(value !== undefined && { value }),
      references: followed.flatMap((each) => each.references),
      inputs: followed.flatMap((each) => each.inputs),
    };
  }

  #child(name: string): ConfiguredModule {
    const call = asObject(own(asObject(this.#module.module_calls), name));
    const prefix = `${this.prefix}module.${name}.`;
    return new ConfiguredModule(call.module, prefix, { caller: { scope: this, call } });
  }

  #follow(name: string, seen: Set<string>): Followed {
    const [head = '', second = '', third = ''] = stepsOf(name);
    const step = `${this.prefix} ${name}`;
    if (seen.has(step)) return { references: [], inputs: [] };
    seen.add(step);
    if (head === 'var') return this.#followVariable(name, second, seen);
    if (head === 'module') {
      const child = this.#child(second);
      const output = asObject(own(asObject(child.#module.outputs), third));
      return child.#followAll(output.expression, name, seen);
    }
    return { references: [OWN.has(head) ? name : this.prefix + name], inputs: [] };
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
    const { references, inputs } = this.#caller.scope.#followAll(argument, name, seen);
    return {
      references,
      inputs: inputs.map((input) => ({ ...input, isSensitive: input.isSensitive || isSensitive })),
    };
  }

  #followAll(expression: unknown, name: string, seen: Set<string>): Followed {
    const { constant_value: value, references } = asObject(expression);
    const followed = mostSpecific(references).map((each) => this.#follow(each, seen));
    return {
      references: followed.flatMap((each) => each.references),
      inputs: [
        ...(value === undefined ? [] : [{ name, value, isSensitive: false }]),
        ...followed.flatMap((each) => each.inputs),
      ],
    };
  }
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
