import type { Severity } from '../rule';
import type { Kind } from './kind';

/** What it means that a resource goes. */
export interface Loss {
  readonly severity: Severity;
  /** Whether nothing brings back what goes. */
  readonly isFinal: boolean;
  readonly why: string;
  readonly remedy: string;
  /** The same where it is made anew. */
  readonly whyReplaced: string;
}

const AWAY = 'It is away for a while, and what comes back has another id.';

/** By what a resource holds. Of what nobody knows, see `UNKNOWN_LOSS`; what holds nothing is no loss. */
export const LOSSES: Readonly<Record<Exclude<Kind, 'nothing'>, Loss>> = {
  data: {
    severity: 'danger',
    isFinal: true,
    why: 'What it holds goes with it, and nothing in the plan brings it back.',
    whyReplaced: 'What it holds goes with the old one: the new one is empty.',
    remedy:
      'See that nobody needs what it holds, or that a copy is elsewhere, and that it can be read.',
  },
  key: {
    severity: 'danger',
    isFinal: true,
    why: 'What is encrypted with it can no longer be read, however well it is kept.',
    whyReplaced:
      'What is encrypted with the old one can no longer be read, however well it is kept.',
    remedy: 'Keep the key. To change keys, encrypt copies of all that it protects first.',
  },
  attachment: {
    severity: 'danger',
    isFinal: false,
    why: 'A host that runs on without its disk fails, or writes to its system disk; one that comes up without it takes itself for new.',
    whyReplaced:
      'While the disk is away, its host fails, or writes to its system disk; it may come back in another place.',
    remedy: 'Stop what uses the disk first, and start it when the disk is there again.',
  },
  hosts: {
    severity: 'care',
    isFinal: false,
    why: 'What runs there ends, and what lies on its own disks goes with it.',
    whyReplaced:
      'What runs there ends before it comes back, and what lies on its own disks goes with it.',
    remedy: 'See that nothing needs it, and that what it keeps is elsewhere.',
  },
  'group-member': {
    severity: 'care',
    isFinal: false,
    why: 'The group has a member less: what came through it fails, or goes to the others.',
    whyReplaced: 'The group has a member less for a while.',
    remedy: 'See that the others carry the load.',
  },
  network: {
    severity: 'care',
    isFinal: false,
    why: 'Who comes or goes this way is cut off: hosts, their clients, or hosts from each other.',
    whyReplaced: `Who comes or goes this way is cut off for a while. ${AWAY}`,
    remedy: 'See that nothing comes or goes this way any more.',
  },
  names: {
    severity: 'care',
    isFinal: false,
    why: 'Who looks for something by this name no longer finds it.',
    whyReplaced: 'Who looks for something by this name doesn’t find it for a while.',
    remedy: 'See who uses the name, clients’ settings among them.',
  },
  identity: {
    severity: 'care',
    isFinal: false,
    why: 'Who may do something by it no longer may: a host may not come up at its next start.',
    whyReplaced: `Who may do something by it can’t for a while. ${AWAY}`,
    remedy: 'See that nobody needs it any more.',
  },
  configuration: {
    severity: 'care',
    isFinal: false,
    why: 'What it set falls back to a default, what it watched is seen by nobody, and what depends on it fails.',
    whyReplaced: AWAY,
    remedy: 'See what uses it, and whether that bears it.',
  },
};

/** Of a type that the table doesn't know. */
export const UNKNOWN_LOSS: Loss = {
  severity: 'care',
  isFinal: false,
  why: 'No rule knows what it holds. What depends on it fails or loses it, also outside of this plan.',
  whyReplaced: `No rule knows what it holds. ${AWAY}`,
  remedy: 'See what it holds and what uses it, and whether that bears it.',
};
