import type { Problem } from '../errors';

/** What was read of a value, and what of it could not be. */
export interface PlainReading {
  /** A copy; what could not be read is undefined in it. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

export interface PlainReadingOptions {
  /** What problems call the outermost value, which has no path. @default 'value' */
  readonly name?: string;
  /** Values that are taken as they are, whatever they are made of. @default - none */
  readonly isWhole?: (value: unknown) => boolean;
}

/**
 * Reads a value that may be anything, once, as a copy of its lists and plain objects: getters and
 * proxies run here and nowhere else, and may throw. What a copy would lose without a word, such as
 * the inside of a Map or of an instance of a class, is a problem; so is what holds itself.
 */
export function readPlain(value: unknown, options: PlainReadingOptions = {}): PlainReading {
  const reader = new PlainReader(options);
  return { value: reader.read(value), problems: reader.problems };
}

/** Deeper than anything that is asked for. */
const DEEPEST = 20;
/** Longer than any list that is asked for. */
const LONGEST = 10_000;

class PlainReader {
  readonly problems: Problem[] = [];

  constructor(private readonly options: PlainReadingOptions) {}

  read(value: unknown): unknown {
    return this.tryReading('', () => this.copy(value, '', []));
  }

  private copy(value: unknown, path: string, above: readonly object[]): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (this.options.isWhole?.(value)) return value;
    if (above.includes(value) || above.length > DEEPEST) {
      return this.refuse(path, 'not hold itself', 'Write it out, without a loop');
    }
    const holders = [...above, value];
    if (Array.isArray(value)) return this.copyList(value, path, holders);
    if (isLiteral(value)) return this.copyFields(value, path, holders);
    return this.refuse(path, `be a plain value, not ${describe(value)}`, PLAIN);
  }

  private copyList(list: readonly unknown[], path: string, holders: readonly object[]): unknown {
    const { length } = list;
    if (length > LONGEST)
      return this.refuse(path, `have at most ${LONGEST} elements`, 'Shorten it');
    return Array.from({ length }, (_, index) =>
      this.tryReading(`${path}[${index}]`, (at) => this.copy(list[index], at, holders)),
    );
  }

  private copyFields(fields: object, path: string, holders: readonly object[]): unknown {
    const keys = Reflect.ownKeys(fields).filter(
      (key) => Reflect.getOwnPropertyDescriptor(fields, key)?.enumerable,
    );
    return Object.fromEntries(
      keys.map((key) => [
        String(key),
        this.tryReading(fieldPath(path, key), (at) =>
          this.copy((fields as Record<PropertyKey, unknown>)[key], at, holders),
        ),
      ]),
    );
  }

  private tryReading(path: string, action: (path: string) => unknown): unknown {
    try {
      return action(path);
    } catch {
      return this.refuse(path, 'be readable, and an error comes instead', 'Give the value itself');
    }
  }

  private refuse(path: string, rule: string, remedy: string): undefined {
    this.problems.push({ path: path || (this.options.name ?? 'value'), rule, remedy });
  }
}

const PLAIN = 'Give a text, a number, a list or an object literal';

/** Of this realm or another: the prototype of object literals has none above it. */
function isLiteral(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: object): string {
  const { constructor } = value as { readonly constructor?: { readonly name?: unknown } };
  return typeof constructor?.name === 'string' ? `an instance of ${constructor.name}` : 'an object';
}

function fieldPath(path: string, key: string | symbol): string {
  if (typeof key === 'symbol' || !/^[A-Za-z_]\w*$/.test(key)) return `${path}['${String(key)}']`;
  return path === '' ? key : `${path}.${key}`;
}
