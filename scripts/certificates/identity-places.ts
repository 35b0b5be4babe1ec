import type { MemberIdentity } from '../../cluster/identities/member-identities';
import type { Host } from '../../cluster/topology';
import type { FoundIdentity } from '../health/host/host-identities';

/** What a process is handed: its certificate with its chain, or none, and whom it is to trust. PEM. */
export interface HandedIdentity {
  /** Empty where it keeps its own. */
  readonly signed: string;
  readonly trusted: string;
}

/** Where the hosts of a cluster have their keys and certificates. A key never leaves its place. */
export interface IdentityPlaces {
  /** @throws HostError where the host can't be asked */
  read(host: Host): Promise<readonly FoundIdentity[]>;
  /** What the host's clock says. */
  clock(host: Host): Promise<Date>;
  /** Makes a new key there. @returns the request for its certificate (PKCS #10), as PEM */
  request(member: MemberIdentity): Promise<string>;
  /** Puts it where the process looks for it; at each moment, what stands there fits together. */
  hand(member: MemberIdentity, handed: HandedIdentity): Promise<void>;
  /** Notes that the running process uses what lies in these files of its own now. */
  noteTakenIn(member: MemberIdentity, files: readonly string[]): Promise<void>;
  /** Starts a process anew that nobody talks to; without a gate, which it would keep closed. */
  restart(member: MemberIdentity): Promise<void>;
}
