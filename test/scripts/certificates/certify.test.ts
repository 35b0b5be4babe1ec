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
const HOUR_MS = 3_600_000;

/** What a host is handed whose clock is off by so much; undefined where it is handed nothing. */
async function handedTo(offMs: number, needs: 'certificate' | 'trust' = 'certificate') {
  const authority = await OwnAuthority.open(new FileSecretStore(folder), 'logs');
  let handed: HandedIdentity | undefined;
  const places: IdentityPlaces = {
    read: () => Promise.resolve([]),
    clock: () => Promise.resolve(new Date(Date.now() + offMs)),
    request: async () => (await newRequest()).request,
    hand: (_, given) => Promise.resolve(void (handed = given)),
    noteTakenIn: () => Promise.resolve(),
    restart: () => Promise.resolve(),
  };
  const signing = { places, authority, trusted: await authority.trusted(), days: 30 };
  const step = { member, needs, why: 'has none', when: 'first', trusts: true } as const;
  const error = await certify(signing, step).catch((each: unknown) => each as Error);
  return { handed, error };
}

test.each([0, -HOUR_MS + 60_000, 29 * 24 * HOUR_MS])(
  'a host whose clock is off by %d ms gets a certificate that holds by it',
  async (offMs) => {
    const { handed, error } = await handedTo(offMs);
    expect(error).toBeUndefined();
    expect(handed!.signed).toContain('BEGIN CERTIFICATE');
  },
);

test.each([-HOUR_MS - 60_000, 31 * 24 * HOUR_MS])(
  'a host whose clock is off by %d ms keeps what it has, and is told',
  async (offMs) => {
    const { handed, error } = await handedTo(offMs);
    expect(handed).toBeUndefined();
    expect(error?.message).toMatch(
      new RegExp(
        `^The clock of ${member.host.name}: must be within the life of its certificate, .* UTC, got '.* UTC, while it is .* UTC here'\\. Set the one that is wrong`,
      ),
    );
  },
);

test('who is only to trust others is asked for no request', async () => {
  const { handed } = await handedTo(-10 * HOUR_MS, 'trust');
  expect(handed!.signed).toBe('');
  expect(handed!.trusted).toContain('BEGIN CERTIFICATE');
});
