/**
 * The exit code of a command that could not find out what it was asked: 2, but 3 where 2 is one of its
 * answers. Must load under every Node, however old.
 *
 * @param command the first word behind `cdktf-kafka`
 */
export function couldNotRunCode(command: string | undefined): number {
  return command === 'plan-review' ? 3 : 2;
}
