import { basename, resolve } from 'node:path';
import { UserError } from '../../cluster/errors';
import { maskText } from '../masking/mask-text';
import { findProgram } from '../system/find-program';
import { runProgram, type RunProgramOptions } from '../system/run-program';

export interface TerraformRun extends Pick<RunProgramOptions, 'env' | 'onBytes' | 'signal'> {
  /** The folder of the stack, with its providers. */
  readonly folder: string;
  /** Called with each line that it prints; without it, an error says how to see them. */
  readonly onLine?: (line: string) => void;
}

/** Terraform did not do what it was asked for. */
export class TerraformError extends UserError {
  override readonly name = 'TerraformError';

  /** @param complaint what it complains about, in one line, without secrets */
  constructor(
    command: string,
    { folder, onLine }: TerraformRun,
    readonly complaint: string,
  ) {
    const remedy = onLine ? 'All that it said stands above' : 'Run it there to see all';
    super(`${command}: must succeed in '${folder}', got: ${complaint} ${remedy}.`);
  }
}

/**
 * Runs terraform or OpenTofu: what TERRAFORM_BINARY_NAME names, else what is installed.
 *
 * @throws TerraformError where it fails, UserError where there is none
 */
export async function runTerraform(argv: readonly string[], run: TerraformRun): Promise<void> {
  const program = terraformProgram();
  const errors: string[] = [];
  const { code } = await runProgram([program, `-chdir=${run.folder}`, ...argv, '-no-color'], {
    ...run,
    env: { TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1', ...run.env },
    // As Ctrl-C. By another signal providers end at once, and what they just make is in no state.
    endWith: 'SIGINT',
    onLine: (line, stream) => {
      if (stream === 'stderr') errors.push(line);
      run.onLine?.(line);
    },
  });
  if (code === 0) return;
  const end = code === undefined ? 'its end by a signal.' : `exit code ${code}.`;
  const complaint = complaintIn(errors) || end;
  throw new TerraformError(`${basename(program)} ${argv[0]}`, run, complaint);
}

function terraformProgram(): string {
  const named = process.env.TERRAFORM_BINARY_NAME;
  const names = named ? [named.includes('/') ? resolve(named) : named] : ['terraform', 'tofu'];
  const program = findProgram(names);
  if (program !== undefined) return program;
  throw new UserError(
    named
      ? `TERRAFORM_BINARY_NAME: must name a program, by its path or on the PATH, got '${named}'. Install it, or name another one.`
      : 'terraform: must be on the PATH. Install terraform or OpenTofu, or name it in TERRAFORM_BINARY_NAME.',
  );
}

const LONGEST_COMPLAINT = 400;

/** The first error and the sentence behind it, out of the box that terraform draws around. */
function complaintIn(errors: readonly string[]): string {
  const lines = errors
    .map((line) => line.replace(/^[╷│╵\s]+/, '').trim())
    .filter((line) => line !== '');
  const first = lines.findIndex((line) => line.startsWith('Error:'));
  const told = first < 0 ? lines.slice(-2) : lines.slice(first, first + 3);
  return maskText(told.join(' ')).slice(0, LONGEST_COMPLAINT);
}

/**
 * The JSON of a plan file. It holds secrets in clear.
 *
 * @throws TerraformError where terraform can't show it
 */
export async function showPlanJson(
  file: string,
  { folder, signal }: TerraformRun,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const onBytes = (bytes: Buffer) => void pieces.push(bytes);
  await runTerraform(['show', '-json', resolve(file)], { folder, signal, onBytes });
  return Buffer.concat(pieces);
}
