import { SpecError, type Problem } from '../cluster/errors';
import { plainData } from '../cluster/checks/plain-data';
import type { Peer } from './peer';
import { isKnownLater } from './validation/known-later';
import {
  peerProblems,
  worldProblems,
  type NamedPeer,
  type PeerCall,
} from './validation/peer-rules';

/** Whom the methods of a cluster were given, each by its name: what the next call is judged by. */
export class AllowedPeers {
  private readonly known: Map<string, readonly NamedPeer[]>;

  /** @param known by the name of the method, those that need no call */
  constructor(known: Readonly<Record<string, readonly NamedPeer[]>> = {}) {
    this.known = new Map(Object.entries(known));
  }

  /** Those that a method was given. */
  named(method: string): readonly NamedPeer[] {
    return this.known.get(method) ?? [];
  }

  /**
   * Takes a peer that is let in.
   *
   * @param why the internet may not be: the end of the rule, such as ', as …'
   * @throws SpecError with all that is wrong with its name and with it
   */
  letIn(method: string, name: unknown, peer: unknown, why = ''): NamedPeer {
    return this.take(this.callOf(method, name, peer), (call) => worldProblems(call, why));
  }

  /** Takes a peer that hosts may go to, which may be the internet. @throws SpecError likewise */
  letOut(method: string, name: unknown, peer: unknown, port: unknown): NamedPeer {
    return this.take({ ...this.callOf(method, name, peer), port: plainData(port) }, () => []);
  }

  private callOf(method: string, name: unknown, peer: unknown): PeerCall {
    return { method, name, before: this.named(method), peer: plainData(peer, isKnownLater) };
  }

  private take(call: PeerCall, further: (call: PeerCall) => readonly Problem[]): NamedPeer {
    const alone = peerProblems(call);
    const problems = alone.length > 0 ? alone : further(call);
    if (problems.length > 0) throw new SpecError(problems);
    const given = {
      ...{ name: call.name as string, peer: call.peer as Peer },
      ...(call.port === undefined ? {} : { port: call.port as number }),
    };
    this.known.set(call.method, [...call.before, given]);
    return given;
  }
}
