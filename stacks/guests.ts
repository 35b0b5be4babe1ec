import { SpecError } from '../cluster/errors';
import { readPlain } from '../cluster/validation/plain-value';
import type { Peer } from './peer';
import { isKnownLater } from './validation/known-later';
import { callPath, peerProblems, worldProblems, type NamedPeer } from './validation/peer-rules';

/** Whom the methods of a cluster were given, each by its name: what the next call is judged by. */
export class Guests {
  private readonly known = new Map<string, readonly NamedPeer[]>();

  /**
   * Takes a peer that is let in.
   *
   * @throws SpecError with all that is wrong with its name and with it
   */
  letIn(method: string, name: unknown, peer: unknown): NamedPeer {
    return this.take(method, name, peer, worldProblems);
  }

  /** Takes a peer that hosts may go to, which may be the internet. @throws SpecError */
  letOut(method: string, name: unknown, peer: unknown): NamedPeer {
    return this.take(method, name, peer, () => []);
  }

  private take(
    method: string,
    name: unknown,
    given: unknown,
    further: typeof worldProblems,
  ): NamedPeer {
    const before = this.known.get(method) ?? [];
    const call = { method, name, before, peer: undefined };
    const read = readPlain(given, { name: callPath(call), isWhole: isKnownLater });
    if (read.problems.length > 0) throw new SpecError(read.problems);
    const judged = { ...call, peer: read.value };
    const alone = peerProblems(judged);
    const problems = alone.length > 0 ? alone : further(judged);
    if (problems.length > 0) throw new SpecError(problems);
    const guest = { name: name as string, peer: read.value as Peer };
    this.known.set(method, [...before, guest]);
    return guest;
  }
}
