import { UserError } from '../../cluster/errors';

/**
 * What a cluster's coordination service is asked: small entries by path, shared by all who reach it. An
 * entry stays until it is removed, or is gone with the session that made it. Paths are of the cluster
 * alone, such as `/brokers/ids/1`: clusters that share a service share no entries.
 *
 * Each question ends with an answer or an {@link AccessError}; one that broke off is asked again, as long
 * as its time lasts, in a way that can't do its work twice.
 */
export interface Coordination {
  /** This session, as {@link Entry.owner} names it. */
  readonly session: string;
  /** How long the session outlives the last word from here. */
  readonly sessionMs: number;
  /**
   * Aborted with a {@link SessionLostError} when the service has ended the session: what it owned is
   * gone. Not while nobody answers: then the session may still stand.
   */
  readonly lost: AbortSignal;
  /** Undefined where there is none. */
  read(path: string): Promise<Entry | undefined>;
  /** The names of the entries right below one, in their order; none where it is not there. */
  list(path: string): Promise<readonly string[]>;
  /**
   * Makes an entry, and those above it.
   *
   * @param options.owned whether it is gone with this session
   * @returns whether it was made; false where there is one already that is not of this session
   */
  create(path: string, data: string, options?: { readonly owned?: boolean }): Promise<boolean>;
  /** @returns whether there was an entry to write to */
  write(path: string, data: string): Promise<boolean>;
  /**
   * @param version the one that was read: nothing else is removed
   * @returns whether there is none of this version any more; false where it has another one by now
   */
  remove(path: string, version: number): Promise<boolean>;
  /** For whom an entry is; undefined where there is none. */
  accessTo(path: string): Promise<EntriesFor | undefined>;
  /** Says for whom an entry is from now on; nothing where there is none. */
  giveAccess(path: string, entriesFor: EntriesFor): Promise<void>;
  /** Asks the service for an answer that is no older than this question. */
  sync(): Promise<void>;
  /** Ends the session, and all that it owns with it. */
  close(): Promise<void>;
}

/**
 * Who may do everything with an entry: everyone, as Kafka makes its own where ZooKeeper asks nobody who
 * he is, or those whose certificates have the name that ours has.
 */
export type EntriesFor = 'everyone' | 'own-name';

/** One entry of a coordination service. */
export interface Entry {
  readonly data: string;
  /** How often it was written. */
  readonly version: number;
  /** The session that it ends with; undefined where it stays. */
  readonly owner: string | undefined;
  /** By the service's clock. */
  readonly createdAt: Date;
}

/** The service has ended our session, since it heard nothing from here for too long. */
export class SessionLostError extends UserError {
  override readonly name = 'SessionLostError';
}
