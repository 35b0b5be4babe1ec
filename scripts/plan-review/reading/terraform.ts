import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { UserError } from '../../../cluster/errors';
import { signalSession, startInOwnSession } from '../../processes/own-session';
import { findProgram } from './find-program';
import { maskText } from '../masking/mask-text';

export interface TerraformRun {
  /** The folder of the stack, with its providers. */
  readonly folder: string;
  /** Ends the program; the promise is rejected with the signal's reason once it is gone. */
  readonly signal?: AbortSignal;
}

/** How terraform ended. */
export interface TerraformEnd {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: Buffer;
  /** What it complains about, in one line, without secrets. */
  readonly complaint: string;
  /** Whether it lacks the providers that the stack needs. */
  readonly lacksProviders: boolean;
}

/**
 * Runs terraform or OpenTofu: what TERRAFORM_BINARY_NAME names, else what is installed.
 *
 * @throws UserError where there is none
 */
export async function runTerraform(
  argv: readonly string[],
  { folder, signal }: TerraformRun,
): Promise<TerraformEnd> {
  signal?.throwIfAborted();
  const child = startInOwnSession([terraformProgram(), `-chdir=${folder}`, ...argv, '-no-color'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
  });
  const end = () => child.pid !== undefined && signalSession(child.pid, 'SIGTERM');
  signal?.addEventListener('abort', end, { once: true });
  try {
    const [[code], chunks, stderr] = await Promise.all([
      once(child, 'close') as Promise<[number | null]>,
      // A plan may be large: `buffer` would hold it three times.
      (child.stdout?.toArray() ?? []) as Promise<readonly Buffer[]>,
      child.stderr ? text(child.stderr) : '',
    ]);
    signal?.throwIfAborted();
    return {
      code: code ?? undefined,
      stdout: Buffer.concat(chunks),
      complaint: complaintIn(stderr),
      lacksProviders: LACKS_PROVIDERS.test(stderr),
    };
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

const LACKS_PROVIDERS =
  /Required plugins are not installed|missing or corrupted provider plugins|Failed to load plugin schemas|Inconsistent dependency lock file|Could not load plugin|no package for .* cached/i;

function terraformProgram(): string {
  const named = process.env.TERRAFORM_BINARY_NAME;
  const program = named?.includes('/')
    ? named
    : findProgram(named ? [named] : ['terraform', 'tofu']);
  if (program !== undefined) return program;
  throw new UserError(
    named
      ? `TERRAFORM_BINARY_NAME: must name a program on the PATH, got '${named}'. Install it, or name another one.`
      : 'terraform: must be on the PATH. Install terraform or OpenTofu, or name it in TERRAFORM_BINARY_NAME.',
  );
}

const LONGEST_COMPLAINT = 400;

/** The first error and the sentence behind it, out of the box that terraform draws around. */
function complaintIn(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.replace(/^[╷│╵\s]+/, '').trim())
    .filter((line) => line !== '');
  const first = lines.findIndex((line) => line.startsWith('Error:'));
  const told = first < 0 ? lines.slice(-2) : lines.slice(first, first + 3);
  return maskText(told.join(' ')).slice(0, LONGEST_COMPLAINT);
}
