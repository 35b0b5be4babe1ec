import { createInterface } from 'node:readline/promises';
import { UserError } from '../../cluster/errors';

/**
 * Asks before a cluster is changed. A deploy hands over the inventory by standard input, and has asked
 * already.
 *
 * @throws UserError where the answer is no, or nobody can be asked
 */
export async function confirm(
  command: string,
  { yes, inventory }: { readonly yes?: true | undefined; readonly inventory?: string },
): Promise<void> {
  if (yes || inventory === '-') return;
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new UserError(
      `${command}: must be told to go on where there is no terminal. Give --yes.`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Go on? [y/N] ').finally(() => terminal.close());
  if (!/^y(es)?$/i.test(answer.trim())) throw new UserError('Nothing was changed.');
}
