import type { Problem } from '../../cluster/errors';
import type { SecuritySpec } from '../../cluster/security';

/** Hosts of their own have no keys yet: nothing would start, and nobody could ask why. */
export function securityProblems({ kind }: SecuritySpec): readonly Problem[] {
  if (kind === 'plaintext') return [];
  return [
    {
      path: 'security',
      rule: 'be Security.plaintext() on hosts of their own: Security.tls() is for local clusters so far',
      value: kind,
      remedy: 'Run it with `local up`, and deploy with Security.plaintext() into a closed network',
    },
  ];
}
