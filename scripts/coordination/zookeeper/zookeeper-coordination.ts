import { posix } from 'node:path';
import { AccessError } from '../../cluster-access/access-error';
import { certificateRemedy } from '../../cluster-access/certificate-remedy';
import type { Coordination, EntriesFor, Entry } from '../coordination';
import {
  createRequest,
  deleteRequest,
  listRequest,
  readAccessRequest,
  readRequest,
  syncRequest,
  writeAccessRequest,
  writeRequest,
  type ZookeeperRequest,
} from './requests';
import { NoMemberError, type ZookeeperSession } from './session';
import { ZookeeperError, type ZookeeperErrorName } from './zookeeper-error';

/** Where a cluster's entries are, and for whom new ones are. */
export interface ZookeeperEntries {
  /** Where they begin, such as `/logs`. */
  readonly chroot: string;
  readonly entriesFor: EntriesFor;
}

/** What is asked of a cluster's coordination service, asked of its ZooKeeper. */
export class ZookeeperCoordination implements Coordination {
  constructor(
    private readonly zookeeper: ZookeeperSession,
    private readonly options: ZookeeperEntries,
  ) {}

  /** @throws AccessError where no member lets us in */
  async begin(): Promise<void> {
    await this.zookeeper.begin().catch((error: unknown) => {
      throw accessError('open a session', error);
    });
  }

  get session(): string {
    return sessionName(this.zookeeper.id);
  }

  get sessionMs(): number {
    return this.zookeeper.timeoutMs;
  }

  get lost(): AbortSignal {
    return this.zookeeper.lost;
  }

  async read(path: string): Promise<Entry | undefined> {
    const found = await this.#ask(readRequest(this.#at(path)), 'NoNode');
    if (found === 'NoNode') return undefined;
    const { data, version, owner, createdAt } = found;
    return {
      ...{ data, version, createdAt: new Date(createdAt) },
      owner: owner === 0n ? undefined : sessionName(owner),
    };
  }

  async list(path: string): Promise<readonly string[]> {
    const names = await this.#ask(listRequest(this.#at(path)), 'NoNode');
    return names === 'NoNode' ? [] : [...names].sort();
  }

  async create(path: string, data: string, { owned = false } = {}): Promise<boolean> {
    const { entriesFor } = this.options;
    const create = createRequest(this.#at(path), data, { ephemeral: owned, entriesFor });
    for (;;) {
      const refusal = await this.#ask(create, 'NodeExists', 'NoNode');
      if (refusal === undefined) return true;
      if (refusal === 'NoNode') await this.create(posix.dirname(path), '');
      const found = await this.read(path);
      // One of ours comes of a try that broke off; none at all was removed in this moment.
      if (found?.owner !== undefined) return owned && found.owner === this.session;
      if (found) return !owned && found.data === data;
    }
  }

  async write(path: string, data: string): Promise<boolean> {
    return (await this.#ask(writeRequest(this.#at(path), data), 'NoNode')) === undefined;
  }

  async remove(path: string, version: number): Promise<boolean> {
    const remove = deleteRequest(this.#at(path), version);
    return (await this.#ask(remove, 'BadVersion', 'NoNode')) !== 'BadVersion';
  }

  async accessTo(path: string): Promise<EntriesFor | undefined> {
    const found = await this.#ask(readAccessRequest(this.#at(path)), 'NoNode');
    return found === 'NoNode' ? undefined : found;
  }

  async giveAccess(path: string, entriesFor: EntriesFor): Promise<void> {
    await this.#ask(writeAccessRequest(this.#at(path), entriesFor), 'NoNode');
  }

  async sync(): Promise<void> {
    await this.#ask(syncRequest());
  }

  async close(): Promise<void> {
    await this.zookeeper.close();
  }

  #at(path: string): string {
    return path === '/' ? this.options.chroot : `${this.options.chroot}${path}`;
  }

  /** @returns the answer, or which of the errors that were expected it is */
  async #ask<Answer, Expected extends ZookeeperErrorName>(
    request: ZookeeperRequest<Answer>,
    ...expected: readonly Expected[]
  ): Promise<Answer | Expected> {
    try {
      return await this.zookeeper.ask(request);
    } catch (error) {
      const code = error instanceof ZookeeperError ? error.code : undefined;
      const found = expected.find((each) => each === code);
      if (found !== undefined) return found;
      throw accessError(request.name, error);
    }
  }
}

/** As ZooKeeper's own tools and Kafka's logs write it. */
function sessionName(id: bigint): string {
  return `0x${BigInt.asUintN(64, id).toString(16)}`;
}

const LOGS = "Look at ZooKeeper's log on each of its hosts, and whether most of them run";

function accessError(asked: string, cause: unknown): unknown {
  const isNoMember = cause instanceof NoMemberError;
  if (!isNoMember && !(cause instanceof ZookeeperError)) return cause;
  return new AccessError(
    {
      path: 'ZooKeeper',
      rule: isNoMember ? 'let this command in, at one of its members' : `answer ${asked}`,
      value: cause.message,
      remedy: certificateRemedy(cause.message) ?? LOGS,
    },
    { cause, codes: cause instanceof ZookeeperError && cause.code ? [cause.code] : [] },
  );
}
