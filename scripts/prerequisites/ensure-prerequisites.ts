import { UserError } from '../../cluster/errors';
import { runProgram, type ProgramEnd } from '../system/run-program';
import { readMachine } from './machine';
import { planPrerequisites } from './plan-prerequisites';
import { toolsFor, type Purpose } from './tools';

export interface EnsurePrerequisitesOptions {
  /** Called with what is being done, one line each time. */
  readonly onProgress?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whether sudo may be used where it asks for no password. @default true */
  readonly sudo?: boolean | undefined;
}

/**
 * Sees to it that the machine has the tools: installs what is missing through apt where we are root
 * or may become it without a password.
 *
 * @throws UserError that names what is missing and the one line that installs it
 */
export async function ensurePrerequisites(
  purpose: Purpose,
  { onProgress, signal, sudo }: EnsurePrerequisitesOptions = {},
): Promise<void> {
  const missing = toolsFor(purpose).filter((tool) => !tool.isInstalled());
  const names = missing.map(({ name }) => name).join(', ');
  const plan = planPrerequisites(missing, readMachine({ sudo }));
  if (plan.kind === 'ready') return;
  if (plan.kind === 'ask') {
    throw new UserError(`This machine: must have ${names}. Install it with:\n  ${plan.byHand}`);
  }
  const apt = (argv: readonly string[]): Promise<ProgramEnd> => {
    onProgress?.(`installing ${names}: ${argv.join(' ')}`);
    // INT, not TERM: apt lets a package that is being unpacked be finished first.
    const gently = { endWith: 'SIGINT', mayOutliveUs: true } as const;
    return runProgram(argv, { signal, ...gently, onLine: onProgress });
  };
  let end = await apt(plan.install);
  if (end.code !== 0) {
    await apt(plan.refresh);
    end = await apt(plan.install);
  }
  if (end.code !== 0 || toolsFor(purpose).some((tool) => !tool.isInstalled())) {
    throw new UserError(
      `This machine: must have ${names}, and apt-get did not bring it. Install it with:\n` +
        `  ${plan.byHand}\napt-get said:\n${end.lastLines.map((line) => `  ${line}`).join('\n')}`,
    );
  }
}
