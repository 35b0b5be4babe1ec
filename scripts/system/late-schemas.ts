import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

// Imported early, for its effect: Kafka's client library compiles forty schemas when it is loaded, by which its
// clients check their options. That is half of what loading it takes, and no command makes such a client: each is
// compiled when it is first asked.

/** What the library takes its schemas' compiler from, and where. */
const [COMPILER, LIBRARY] = ['ajv/dist/2020.js', '/@platformatic/kafka/dist/utils.js'];

const NAME = 'Ajv2020';

type Validate = ((data: unknown) => boolean) & { errors?: unknown };

/** What the library asks of a compiler. */
interface Compiler {
  addKeyword(keyword: unknown): unknown;
  compile(schema: unknown): Validate;
  errorsText(...words: readonly unknown[]): string;
}

let library = '';

const hooks = registerHooks({
  resolve(name, context, next) {
    const { parentURL = '' } = context;
    if (name !== COMPILER || !parentURL.endsWith(LIBRARY)) return next(name, context);
    library = parentURL;
    return { url: pathToFileURL(__filename).href, shortCircuit: true };
  },
});

/** Stands for the compiler, by its name, until a schema is needed. */
export class Ajv2020 implements Compiler {
  readonly #keywords: unknown[] = [];
  #compiler: Compiler | undefined;

  constructor(private readonly options: unknown) {}

  addKeyword(keyword: unknown): this {
    this.#keywords.push(keyword);
    return this;
  }

  compile(schema: unknown): Validate {
    let compiled: Validate | undefined;
    const validate: Validate = (data) => {
      compiled ??= this.#real.compile(schema);
      const isValid = compiled(data);
      validate.errors = compiled.errors;
      return isValid;
    };
    return validate;
  }

  errorsText(...words: readonly unknown[]): string {
    return this.#real.errorsText(...words);
  }

  get #real(): Compiler {
    if (this.#compiler) return this.#compiler;
    hooks.deregister();
    const compilers = createRequire(library)(COMPILER) as Readonly<
      Record<typeof NAME, new (options: unknown) => Compiler>
    >;
    this.#compiler = new compilers[NAME](this.options);
    for (const keyword of this.#keywords) this.#compiler.addKeyword(keyword);
    return this.#compiler;
  }
}
