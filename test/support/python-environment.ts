import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../cluster/errors';
import { runProgram } from '../../scripts/system/run-program';
import { userFolders } from '../../scripts/system/user-folders';
import { inTurn } from './in-turn';

export interface PythonEnvironmentOptions {
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The `python` that has the packages of a requirements file: an environment in the user's cache
 * folder, made by venv and pip where there is none for these very requirements.
 */
export async function ensurePython(
  requirements: string,
  { onProgress, signal }: PythonEnvironmentOptions = {},
): Promise<string> {
  const digest = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  const cache = join(userFolders().cache, 'python');
  const whole = join(cache, digest.slice(0, 16));
  const python = join(whole, 'bin/python');
  if (!existsSync(python)) {
    await inTurn(whole, () => install({ requirements, cache, whole, onProgress, signal }));
  }
  return python;
}

async function install({
  requirements,
  cache,
  whole,
  onProgress,
  signal,
}: PythonEnvironmentOptions & Record<'requirements' | 'cache' | 'whole', string>): Promise<void> {
  if (existsSync(whole)) return;
  onProgress?.(`installing the packages of ${basename(requirements)} (half a minute, once)`);
  await mkdir(cache, { recursive: true });
  // An environment can't be moved once it is made. Two that are made at once do no harm: each is
  // whole before the link is set to it.
  const folder = await mkdtemp(`${whole}-`);
  const pip = [join(folder, 'bin/python'), '-m', 'pip', '--quiet', 'install', '-r', requirements];
  try {
    await step(['python3', '-m', 'venv', folder], signal);
    await step(pip, signal);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  await symlink(basename(folder), `${folder}-link`);
  await rename(`${folder}-link`, whole);
}

async function step(argv: readonly string[], signal?: AbortSignal): Promise<void> {
  const { code, lastLines } = await runProgram(argv, { signal });
  if (code === 0) return;
  throw new UserError(`${argv.join(' ')}: must succeed. It said:\n${lastLines.join('\n')}`);
}
