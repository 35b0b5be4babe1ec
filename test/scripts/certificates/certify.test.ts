import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  memberIdentities,
  type MemberIdentity,
} from '../../../cluster/identities/member-identities';
import { Security } from '../../../cluster/index';
import { inventoryTopology } from '../../../cluster/inventory/parse-inventory';
import { newRequest } from '../../../scripts/authority/new-identity';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { certify } from '../../../scripts/certificates/certify';
import type { HandedIdentity, IdentityPlaces } from '../../../scripts/certificates/identity-places';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { inventoryOf } from '../../support/inventories';
import { validSpec } from '../../support/spec-builder';

const folder = mkdtempSync(join(tmpdir(), 'certify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const topology = inventoryTopology(inventoryOf(validSpec({ security: Security.tls() })));
const [member] = memberIdentities(topology) as [MemberIdentity];

/** What a host is handed; it makes its key only where that is asked for. */
async function handedFor(needs: 'certificate' | 'trust'): Promise<HandedIdentity> {
  const authority = await OwnAuthority.open(new FileSecretStore(folder), 'logs');
  let handed: HandedIdentity | undefined;
  const request = async () => {
    expect(needs).toBe('certificate');
    return (await newRequest()).request;
  };
  const places: IdentityPlaces = {
    read: () => Promise.resolve([]),
    clock: () => Promise.resolve(new Date()),
    request,
    hand: (_, given) => Promise.resolve(void (handed = given)),
    noteTakenIn: () => Promise.resolve(),
    restart: () => Promise.resolve(),
  };
  const signing = { places, authority, trusted: await authority.trusted(), days: 30 };
  await certify(signing, { member, needs, why: 'has none', when: 'first', trusts: true });
  return handed!;
}

test('a host gets a certificate for the key that it made, and whom to trust', async () => {
  const { signed, trusted } = await handedFor('certificate');
  expect(signed).toContain('BEGIN CERTIFICATE');
  expect(trusted).toContain('BEGIN CERTIFICATE');
});

test('who is only to trust others is asked for no request', async () => {
  const { signed, trusted } = await handedFor('trust');
  expect(signed).toBe('');
  expect(trusted).toContain('BEGIN CERTIFICATE');
});
