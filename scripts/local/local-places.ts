import { createPrivateKey, type X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../cluster/errors';
import { foundCertificate, readCertificates } from '../../cluster/identities/found-certificate';
import { memberIdentities, type MemberIdentity } from '../../cluster/identities/member-identities';
import { RUN_PROGRAM } from '../../cluster/program';
import type { Host, Topology } from '../../cluster/topology';
import { newRequest } from '../authority/new-identity';
import type { IdentityPlaces } from '../certificates/identity-places';
import { mergeAuthorities } from '../certificates/plan-trust';
import type { FoundIdentity } from '../health/host/host-identities';
import { signalSession } from '../system/own-session';
import { findProcess, noteTakenIn } from './cluster-record';

/** Identities of a cluster on this machine: its hosts are folders, and it plays them all. */
export function localPlaces(folder: string, topology: Topology): IdentityPlaces {
  const keys = new Map<string, string>();
  const own = ({ host, process }: MemberIdentity) => `${host.name} ${process.name}`;
  return {
    read: (host) => Promise.resolve(readLocalIdentities(topology, host)),
    clock: () => Promise.resolve(new Date()),
    request: async (member) => {
      const { key, request } = await newRequest();
      keys.set(own(member), key);
      return request;
    },
    hand: (member, handed) => {
      handOver(member, keys.get(own(member)) ?? '', handed);
      return Promise.resolve();
    },
    noteTakenIn: ({ host, process }, files) => {
      noteTakenIn(folder, { host: host.name, process: process.name }, files);
      return Promise.resolve();
    },
    restart: (member) => restartProcess(folder, member),
  };
}

/** The identities of one of its hosts, as their files have them. */
export function readLocalIdentities(
  topology: Topology,
  { name }: Pick<Host, 'name'>,
): readonly FoundIdentity[] {
  const own = memberIdentities(topology).filter(({ host }) => host.name === name);
  return own.map(readIdentity);
}

/** At each moment what stands there fits together, as on a host: both sides, the identity, the new side. */
export function handOver(
  { files }: Pick<MemberIdentity, 'files'>,
  key: string,
  { signed, trusted }: { readonly signed: string; readonly trusted: string },
): void {
  const before = readOr(files.trusted);
  if (before !== trusted) replace(files.trusted, mergeAuthorities(trusted, before), 0o644);
  if (signed !== '') replace(files.identity, `${key}${signed}`, OWN_FILE);
  replace(files.trusted, trusted, 0o644);
}

const OWN_FILE = 0o600;

function replace(file: string, content: string, mode: number): void {
  if (readOr(file) === content) return;
  mkdirSync(dirname(file), { recursive: true });
  // Made with these rights: there is no moment in which others could read it.
  writeFileSync(`${file}.new`, content, { mode });
  chmodSync(`${file}.new`, mode);
  renameSync(`${file}.new`, file);
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function readIdentity({ process, files }: MemberIdentity): FoundIdentity {
  const identity = readOr(files.identity);
  const chain = readCertificates(identity);
  const [first] = chain;
  return {
    process: process.name,
    certificate: first && foundCertificate(first),
    chain: chain.map(String).join(''),
    trusted: readOr(files.trusted),
    keyFits: first !== undefined && fits(first, identity),
  };
}

function fits(certificate: X509Certificate, key: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

const ENDS_WITHIN_MS = 120_000;
const PAUSE_MS = 100;

/** Ends a process in order; whoever looks after the cluster starts it again. Returns when another one runs. */
export async function restartProcess(
  folder: string,
  { host, process }: Pick<MemberIdentity, 'host' | 'process'>,
): Promise<void> {
  const find = () => findProcess(folder, { host: host.name, process: process.name });
  const before = find()?.id;
  if (before) signalSession(before.pid, 'SIGTERM');
  const end = performance.now() + ENDS_WITHIN_MS;
  for (;;) {
    const now = find();
    if (now?.state === 'running' && now.id && now.id.pid !== before?.pid) return;
    if (now?.failure !== undefined || performance.now() >= end) {
      throw new UserError(
        `${host.name}, ${process.row.title}: must come back after it was ended` +
          `${now?.failure === undefined ? '' : `, got: ${now.failure}`}. ` +
          `Look at its log (\`${RUN_PROGRAM} local logs ${host.name}\`).`,
      );
    }
    await sleep(PAUSE_MS);
  }
}
