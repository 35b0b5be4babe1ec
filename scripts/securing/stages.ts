import {
  hasBothPorts,
  type OpenedSecurity,
  type SecuritySpec,
  type TlsSecurity,
} from '../../cluster/security';

/**
 * The stages between a cluster without TLS and one with nothing else. A cluster goes through them one after
 * another, either way: two neighbours understand each other, so that one process after another may be changed.
 */
export const STAGES = ['plain', 'opened', 'moved', 'closed'] as const;

export type Stage = (typeof STAGES)[number];

/** Where a cluster may stay: what a spec can ask for. */
export type LastingStage = Exclude<Stage, 'opened'>;

/** What each stage is, for people. */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  plain: 'only ports without TLS',
  opened: 'ports with TLS beside those without, which the members still speak through',
  moved: 'the members speak TLS to each other, and ports without TLS are open for clients',
  closed: 'only ports with TLS',
};

/** The stage that a spec asks for. */
export function stageOf(security: SecuritySpec): LastingStage {
  if (security.kind === 'plaintext') return 'plain';
  return hasBothPorts(security) ? 'moved' : 'closed';
}

/** What the files of a stage say, on the way to this security or away from it. */
export function securityAt(stage: Stage, target: SecuritySpec): SecuritySpec | OpenedSecurity {
  const tls: TlsSecurity = target.kind === 'tls' ? target : { kind: 'tls' };
  switch (stage) {
    case 'plain':
      return { kind: 'plaintext' };
    case 'opened':
      return { kind: 'plaintext', alsoTls: true };
    case 'moved':
      return { ...tls, alsoPlaintext: true };
    case 'closed':
      return tls;
  }
}
