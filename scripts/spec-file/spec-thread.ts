import { parentPort, workerData } from 'node:worker_threads';
import { createJiti } from 'jiti';
import { plainData } from '../../cluster/checks/plain-data';

/** What the thread says of the module that it was given. */
export type SpecMessage =
  /** Its default export, or all that it exports where it has none. */
  | { readonly kind: 'loaded'; readonly value: unknown }
  /** What it threw, with the stack where that is an error. */
  | { readonly kind: 'threw'; readonly message: string; readonly stack: string };

/** Run by load-spec.ts as a thread: loads one module and tells what it exports. */
async function main(path: string): Promise<SpecMessage> {
  const jiti = createJiti(__filename);
  try {
    return { kind: 'loaded', value: plainData(exported(await jiti.import<object>(path))) };
  } catch (error) {
    // jiti 2 fails on a default export that is null, after the module has been run.
    const module = jiti.cache[path] as CachedModule | undefined;
    const isNull = module?.loaded === true && module.exports.default === null;
    return isNull ? { kind: 'loaded', value: null } : threw(error);
  }
}

interface CachedModule {
  readonly loaded: boolean;
  readonly exports: { readonly default?: unknown };
}

/** Read past jiti, which gives the module itself for a default export that is undefined. */
function exported(module: object): unknown {
  const own = Object.getOwnPropertyDescriptor(module, 'default');
  if (!own) return module;
  return own.get ? (own.get.call(module) as unknown) : own.value;
}

function threw(error: unknown): SpecMessage {
  const { message, stack } = error instanceof Error ? error : { message: error, stack: undefined };
  return { kind: 'threw', message: String(message), stack: String(stack ?? '') };
}

void main(workerData as string).then((message) => parentPort?.postMessage(message));
