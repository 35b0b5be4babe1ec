import { describeUnless } from './describe-unless';
import { hasSshd } from './start-sshd';

/** `describe` for what logs in to sshd, which only root can run with keys of its own. */
export function describeOverSsh(title: string, tests: () => void): void {
  const obstacle = 'be Linux, have /usr/sbin/sshd (openssh-server), and run this as root.';
  describeUnless(hasSshd ? undefined : obstacle, title, tests);
}
