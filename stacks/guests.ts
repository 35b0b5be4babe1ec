import { SpecError, type Problem } from '../cluster/errors';
import { plainData } from '../cluster/validation/plain-data';
import type { Peer } from './peer';
import { isKnownLater } from './validation/known-later';
import {
  peerProblems,
  worldProblems,
  type NamedPeer,
  type PeerCall,
} from './validation/peer-rules';

/** Whom the methods of a cluster were given, each by its name: what the next call is judged by. */
export class Guests {
  private readonly known = new Map<string, readonly NamedPeer[]>();

  /**
   * Takes a peer that is let in.
   *
   * @param why the internet may not be: the end of the rule, such as ', as …'
   * @throws SpecError with all that is wrong with its name and with it
   */
  letIn(method: string, name: unknown, peer: unknown, why = ''): NamedPeer {
    return this.take(method, name, peer, (call) => worldProblems(call, why));
  }

  /** Takes a peer that hosts may go to, which may be the internet. @throws SpecError */
  letOut(method: string, name: unknown, peer: unknown): NamedPeer {
    return this.take(method, name, peer, () => []);
  }

  private take(
    method: string,
    name: unknown,
    given: unknown,
    further: (call: PeerCall) => readonly Problem[],
  ): NamedPeer {
    const before = this.known.get(method) ?? [];
    const call = { method, name, before, peer: plainData(given, isKnownLater) };
    const alone = peerProblems(call);
    const problems = alone.length > 0 ? alone : further(call);
    if (problems.length > 0) throw new SpecError(problems);
    const guest = { name: name as string, peer: call.peer as Peer };
    this.known.set(method, [...before, guest]);
    return guest;
  }
}
