import { createInterface } from 'node:readline/promises';
import { UserError } from '../../cluster/errors';

/**
 * Asks whether to go on, unless that was said already.
 *
 * @throws UserError where the answer is no, or nobody can be asked
 */
export async function confirmChange(
  command: string,
  { yes, inventory }: { readonly yes?: true; readonly inventory?: string },
): Promise<void> {
  if (yes) return;
  if (inventory === '-' || !process.stdin.isTTY || !process.stdout.isTTY) {
    throw new UserError(
      `${command}: must be told to go on where there is no terminal. Give --yes.`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Go on? [y/N] ').finally(() => terminal.close());
  if (!/^y(es)?$/i.test(answer.trim())) throw new UserError('Nothing was changed.');
}
