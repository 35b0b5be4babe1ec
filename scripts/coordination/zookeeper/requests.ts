import type { EntriesFor } from '../coordination';
import { JuteWriter, type JuteReader } from './jute';

/**
 * One request of ZooKeeper's protocol, of the few that are asked here.
 *
 * @see https://github.com/apache/zookeeper/blob/release-3.8.6/zookeeper-jute/src/main/resources/zookeeper.jute
 */
export interface ZookeeperRequest<Answer> {
  readonly type: number;
  /** For errors: the request and what it is about. */
  readonly name: string;
  readonly body: Buffer;
  readonly parse: (reader: JuteReader) => Answer;
}

/** What ZooKeeper knows of an entry beside its data. */
export interface Stat {
  readonly version: number;
  /** The session's id; 0 where the entry stays. */
  readonly owner: bigint;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

const ACCESS = {
  everyone: ['world', 'anyone'],
  'own-name': ['auth', ''],
} as const satisfies Readonly<Record<EntriesFor, readonly [scheme: string, id: string]>>;

/** @param options.ephemeral whether the entry is gone with the session */
export function createRequest(
  path: string,
  data: string,
  { ephemeral, entriesFor }: { readonly ephemeral: boolean; readonly entriesFor: EntriesFor },
): ZookeeperRequest<void> {
  const body = access(new JuteWriter().string(path).string(data), entriesFor);
  return request(1, `create ${path}`, body.int(ephemeral ? 1 : 0), nothing);
}

export function deleteRequest(path: string, version: number): ZookeeperRequest<void> {
  return request(2, `delete ${path}`, new JuteWriter().string(path).int(version), nothing);
}

export function readRequest(path: string): ZookeeperRequest<Stat & { readonly data: string }> {
  return request(4, `getData ${path}`, new JuteWriter().string(path).boolean(false), (reader) => ({
    data: reader.string(),
    ...readStat(reader),
  }));
}

export function writeRequest(path: string, data: string): ZookeeperRequest<void> {
  const body = new JuteWriter().string(path).string(data).int(ANY_VERSION);
  return request(5, `setData ${path}`, body, nothing);
}

/** For whom an entry is: one that anybody may write is for everyone. */
export function readAccessRequest(path: string): ZookeeperRequest<EntriesFor> {
  return request(6, `getACL ${path}`, new JuteWriter().string(path), (reader) => {
    const granted = Array.from({ length: Math.max(0, reader.int()) }, () => ({
      rights: reader.int(),
      scheme: reader.string(),
      id: reader.string(),
    }));
    const isOpen = granted.some(({ rights, scheme }) => scheme === 'world' && rights & WRITE);
    return isOpen ? 'everyone' : 'own-name';
  });
}

export function writeAccessRequest(path: string, entriesFor: EntriesFor): ZookeeperRequest<void> {
  const body = access(new JuteWriter().string(path), entriesFor).int(ANY_VERSION);
  return request(7, `setACL ${path}`, body, nothing);
}

export function listRequest(path: string): ZookeeperRequest<readonly string[]> {
  const body = new JuteWriter().string(path).boolean(false);
  return request(8, `getChildren ${path}`, body, (reader) => reader.strings());
}

export function syncRequest(): ZookeeperRequest<void> {
  return request(9, 'sync', new JuteWriter().string('/'), nothing);
}

export const closeRequest = request(-11, 'closeSession', new JuteWriter(), nothing);
export const pingRequest = request(11, 'ping', new JuteWriter(), nothing);

const WRITE = 2;
const ALL_RIGHTS = 31;
const ANY_VERSION = -1;

/** A list of the one who has all rights. */
function access(body: JuteWriter, entriesFor: EntriesFor): JuteWriter {
  const [scheme, id] = ACCESS[entriesFor];
  return body.int(1).int(ALL_RIGHTS).string(scheme).string(id);
}

function request<Answer>(
  type: number,
  name: string,
  body: JuteWriter,
  parse: (reader: JuteReader) => Answer,
): ZookeeperRequest<Answer> {
  return { type, name, body: body.toBuffer(), parse };
}

function nothing(): void {}

function readStat(reader: JuteReader): Stat {
  reader.long(); // czxid
  reader.long(); // mzxid
  const createdAt = Number(reader.long());
  reader.long(); // mtime
  const version = reader.int();
  reader.int(); // cversion
  reader.int(); // aversion
  return { createdAt, version, owner: reader.long() };
}
