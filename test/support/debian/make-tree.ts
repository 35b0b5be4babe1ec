import { UserError } from '../../../cluster/errors';
import { runProgram } from '../../../scripts/system/run-program';
import { machineAptOptions, machineSources } from './machine-apt';

export interface DebianTree {
  /** The release, such as `bookworm`. */
  readonly suite: string;
  readonly packages: readonly string[];
  /** Further options of mmdebstrap. */
  readonly options?: readonly string[];
}

/**
 * Makes a minimal Debian in a new folder, from where this machine has its own packages.
 *
 * @throws UserError with what mmdebstrap says where it fails
 */
export async function makeDebianTree(
  { suite, packages, options = [] }: DebianTree,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const { code, lastLines } = await runProgram(
    [
      ...['mmdebstrap', '--mode=root', '--variant=minbase', '--components=main'],
      ...[`--include=${packages.join(',')}`, ...options],
      ...machineAptOptions().map((file) => `--aptopt=${file}`),
      ...[suite, folder, ...machineSources(suite)],
    ],
    { signal, endWith: 'SIGINT' },
  );
  if (code === 0) return;
  throw new UserError(`mmdebstrap: must make a tree of Debian. It said:\n${lastLines.join('\n')}`);
}
