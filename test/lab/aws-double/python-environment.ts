import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../../cluster/errors';
import { runProgram } from '../../../scripts/processes/run-program';
import { userFolders } from '../../../scripts/user-folders';

const REQUIREMENTS = join(__dirname, 'requirements.txt');

/**
 * The `python` that has the double's packages: an environment in the user's cache folder, made by
 * venv and pip where there is none for these requirements.
 */
export async function ensurePython(
  options: { onProgress?: (text: string) => void; signal?: AbortSignal } = {},
): Promise<string> {
  const cache = join(userFolders().cache, 'aws-double');
  const digest = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 16);
  const folder = join(cache, digest);
  const done = join(folder, 'complete');
  if (!existsSync(done)) {
    options.onProgress?.('installing the AWS API double (moto, about half a minute, once)');
    await rm(folder, { recursive: true, force: true });
    await mkdir(cache, { recursive: true });
    // An environment can't be moved once it is made: it is whole when its mark is there.
    const pip = [join(folder, 'bin/python'), '-m', 'pip', '--quiet', 'install', '-r', REQUIREMENTS];
    await step(['python3', '-m', 'venv', folder], options.signal);
    await step(pip, options.signal);
    await writeFile(done, '');
  }
  return join(folder, 'bin/python');
}

async function step(argv: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const { code, lastLines } = await runProgram(argv, { signal });
  if (code === 0) return;
  throw new UserError(`${argv.join(' ')}: must succeed. It said:\n${lastLines.join('\n')}`);
}
