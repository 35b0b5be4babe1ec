import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createJiti } from 'jiti';
import { UserError } from '../cluster/errors';
import type { KafkaClusterSpec } from '../cluster/spec';

/**
 * Reads a spec file: a TypeScript or JavaScript module whose default export is a
 * {@link KafkaClusterSpec}. It is only loaded here; `resolveSpec` and its callers check it.
 *
 * @throws UserError where the file is missing, can't be compiled, or exports no object
 */
export async function loadSpec(file: string): Promise<KafkaClusterSpec> {
  const path = resolve(file);
  if (!existsSync(path)) {
    throw new UserError(`${file}: must be a spec file, but there is none. Check the path.`);
  }
  const spec = await importDefault(path, file);
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) {
    throw new UserError(
      `${file}: must have a KafkaClusterSpec as its default export, got ${spec === null ? 'null' : typeof spec}. ` +
        'End it with `export default spec;`.',
    );
  }
  return spec as KafkaClusterSpec;
}

async function importDefault(path: string, file: string): Promise<unknown> {
  try {
    return await createJiti(__filename).import(path, { default: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${file}: must load as a module. ${reason}`, { cause: error });
  }
}
