import { asArray, asObject, asObjects, isObject, type JsonObject } from './json-value';

/**
 * What each resource of a plan's configuration depends on, by addresses without index: through
 * `depends_on`, through what its expressions refer to, and through the inputs and outputs of modules.
 *
 * @param configuration the plan's field of that name
 */
export function parseDependencies(configuration: unknown): ReadonlyMap<string, readonly string[]> {
  const root = new Module(asObject(asObject(configuration).root_module), '');
  return new Map(
    root
      .allResources()
      .map(({ address, names, scope }) => [address, [...scope.resolve(names)].sort()] as const),
  );
}

interface ConfiguredResource {
  readonly address: string;
  /** What its expressions and `depends_on` name, as they spell it. */
  readonly names: readonly string[];
  readonly scope: Module;
}

/** A module of the configuration, which knows what its names stand for. */
class Module {
  private readonly children: ReadonlyMap<string, Module>;
  private readonly calls: JsonObject;
  private readonly outputs: JsonObject;
  private readonly resources: readonly ConfiguredResource[];

  constructor(
    module: JsonObject,
    readonly prefix: string,
    readonly caller?: { readonly scope: Module; readonly name: string },
  ) {
    this.calls = asObject(module.module_calls);
    this.outputs = asObject(module.outputs);
    this.resources = asObjects(module.resources).flatMap((resource) => {
      if (typeof resource.address !== 'string') return [];
      const address = `${prefix}${resource.address}`;
      return [{ address, names: [...namesIn(resource)], scope: this }];
    });
    this.children = new Map(
      Object.entries(this.calls).map(([name, call]) => {
        const inner = asObject(asObject(call).module);
        return [name, new Module(inner, `${prefix}module.${name}.`, { scope: this, name })];
      }),
    );
  }

  allResources(): readonly ConfiguredResource[] {
    return [...this.resources, ...[...this.children.values()].flatMap((m) => m.allResources())];
  }

  /** The addresses of resources that names of this module lead to. */
  resolve(names: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    this.follow([...names, ...this.waitsFor()], found, new Set());
    return found;
  }

  /** What a module's call depends on, all of its resources do. */
  private waitsFor(): readonly string[] {
    return this.caller ? [CALLER] : [];
  }

  private follow(names: readonly string[], found: Set<string>, seen: Set<string>): void {
    for (const name of names) {
      const step = `${this.prefix} ${name}`;
      if (seen.has(step)) continue;
      seen.add(step);
      this.followOne(name, found, seen);
    }
  }

  private followOne(name: string, found: Set<string>, seen: Set<string>): void {
    if (name === CALLER) {
      const call = this.callOfThis();
      const names = [...texts(call?.depends_on), ...(this.caller?.scope.caller ? [CALLER] : [])];
      this.caller?.scope.follow(names, found, seen);
      return;
    }
    const [head = '', second = '', third = ''] = name.replace(/\[[^\]]*\]/g, '').split('.');
    if (head === 'var') {
      const input = asObject(this.callOfThis()?.expressions)[second];
      this.caller?.scope.follow([...namesIn(input)], found, seen);
    } else if (head === 'module') {
      this.followModule(second, third, found, seen);
    } else if (!NO_RESOURCE.has(head) && second !== '') {
      const own = head === 'data' ? `data.${second}.${third}` : `${head}.${second}`;
      found.add(`${this.prefix}${own}`);
    }
  }

  private followModule(name: string, output: string, found: Set<string>, seen: Set<string>): void {
    const child = this.children.get(name);
    if (!child) return;
    if (output === '') child.allResources().forEach(({ address }) => found.add(address));
    else child.follow([...namesIn(child.outputs[output])], found, seen);
  }

  private callOfThis(): JsonObject | undefined {
    if (!this.caller) return undefined;
    return asObject(this.caller.scope.calls[this.caller.name]);
  }
}

/** Not a name of any language: the call of the module itself. */
const CALLER = '(caller)';

const NO_RESOURCE: ReadonlySet<string> = new Set([
  'local',
  'each',
  'count',
  'path',
  'terraform',
  'tofu',
  'self',
  'ephemeral',
  'action',
]);

/** All names below a part of the configuration: `references` of expressions, and `depends_on`. */
function namesIn(part: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'references' || key === 'depends_on') texts(inner).forEach((n) => names.add(n));
      if (key !== 'constant_value') look(inner);
    }
  };
  look(part);
  return names;
}

function texts(value: unknown): readonly string[] {
  return asArray(value).filter((each) => typeof each === 'string');
}
