/** A resource or data source as terraform reads it. */
export type Block = Readonly<Record<string, unknown>>;

type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** A synthesized stack: what `cdk.tf.json` holds. */
export interface Stack {
  readonly resource: Blocks;
  readonly data: Blocks;
}

/** A change of a stack that its props would refuse, or don't know. */
export type Edit = (stack: Stack) => Stack;

/** Changes every resource of a type whose name matches. @throws Error where there is none */
export function change(type: string, name: RegExp, edit: (block: Block) => Block): Edit {
  return (stack) => {
    const found = namesOf(stack, type, name);
    const edited = found.map((each) => [each, edit(stack.resource[type]![each]!)] as const);
    const blocks = { ...stack.resource[type], ...Object.fromEntries(edited) };
    return { ...stack, resource: { ...stack.resource, [type]: blocks } };
  };
}

/** Adds a resource, or a data source, beside the others. */
export function add(kind: keyof Stack, type: string, name: string, block: Block): Edit {
  return (stack) => {
    const blocks = { ...stack[kind][type], [name]: block };
    return { ...stack, [kind]: { ...stack[kind], [type]: blocks } };
  };
}

/**
 * Takes resources out, as someone does who deletes their blocks: what refers to them gets the text
 * `gone`, and nothing waits for them any more. @throws Error where there is none
 */
export function remove(type: string, name: RegExp): Edit {
  return (stack) => {
    const gone = new Set(namesOf(stack, type, name));
    const kept = Object.entries(stack.resource[type]!).filter(([each]) => !gone.has(each));
    const others = Object.entries(stack.resource).filter(([each]) => each !== type);
    // terraform takes a type without resources for an error.
    const some = kept.length > 0 ? [[type, Object.fromEntries(kept)] as const] : [];
    const rest = { ...stack, resource: Object.fromEntries([...others, ...some]) };
    return [...gone].reduce((left, each) => cutReferences(left, `${type}.${each}`), rest);
  };
}

/** Changes the whole text: what one setting is, in all files that name it. */
export function replaceText(pattern: RegExp, by: string): Edit {
  return (stack) => {
    const text = JSON.stringify(stack);
    const replaced = text.replaceAll(pattern, by);
    if (replaced === text) throw new Error(`nothing in the stack matches ${pattern.source}`);
    return JSON.parse(replaced) as Stack;
  };
}

/** One edit after the other. */
export function inOrder(...edits: readonly Edit[]): Edit {
  return (stack) => edits.reduce((edited, edit) => edit(edited), stack);
}

/** The resources of a type whose names match. @throws Error where there is none */
export function namesOf(stack: Stack, type: string, name: RegExp): readonly string[] {
  const names = Object.keys(stack.resource[type] ?? {}).filter((each) => name.test(each));
  if (names.length === 0) throw new Error(`no ${type} matches ${name.source}`);
  return names;
}

/** Which attributes of a resource terraform leaves as they are. */
export function ignoring(block: Block, ignored: (attribute: string) => boolean): Block {
  const { ignore_changes: attributes = [], ...lifecycle } = block.lifecycle as {
    readonly ignore_changes?: readonly string[];
  };
  return { ...block, lifecycle: { ...lifecycle, ignore_changes: attributes.filter(ignored) } };
}

function cutReferences(stack: Stack, address: string): Stack {
  const literal = address.replaceAll('.', '\\.');
  // Alone in its interpolation it is a part of a text; in a larger expression it is a value.
  const alone = new RegExp(`\\$\\{${literal}\\.[a-z_]+\\}`, 'g');
  const inside = new RegExp(`${literal}\\.[a-z_]+`, 'g');
  return mapValues(stack, (value) => {
    if (Array.isArray(value)) return (value as unknown[]).filter((each) => each !== address);
    if (typeof value !== 'string') return value;
    return value.replace(alone, 'gone').replace(inside, '"gone"');
  }) as Stack;
}

function mapValues(value: unknown, map: (value: unknown) => unknown): unknown {
  const mapped = map(value);
  if (Array.isArray(mapped)) return mapped.map((each) => mapValues(each, map));
  if (typeof mapped !== 'object' || mapped === null) return mapped;
  return Object.fromEntries(
    Object.entries(mapped).map(([key, inner]) => [key, mapValues(inner, map)]),
  );
}
