import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundCertificate, readCertificates } from '../../../cluster/identities/found-certificate';
import { newIdentity } from '../../../scripts/authority/new-identity';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import {
  mergeAuthorities,
  planTrust,
  sameAuthorities,
  type TrustEvidence,
} from '../../../scripts/certificates/plan-trust';
import type { FoundIdentity } from '../../../scripts/health/host/host-identities';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';

const folder = mkdtempSync(join(tmpdir(), 'plan-trust-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Name = 'a' | 'b';
const pem: Record<Name, string> = { a: '', b: '' };
const chains: Record<Name, string> = { a: '', b: '' };

beforeAll(async () => {
  for (const name of ['a', 'b'] as const) {
    const store = new FileSecretStore(join(folder, name));
    const authority = await OwnAuthority.open(store, name);
    pem[name] = await authority.trusted();
    const identity = await newIdentity(authority, { commonName: 'logs-members', hosts: [] }, 30);
    chains[name] = readCertificates(identity).map(String).join('');
  }
});

const trusting = (names: string) => [...names].map((name) => pem[name as Name]).join('');

/** A process whose certificate is of one authority, and that trusts others: `a/ab`; `-` waits for its first. */
function identity(word: string): FoundIdentity {
  const [by = '', trusts = ''] = word.split('/');
  const chain = by === '-' ? '' : chains[by as Name];
  const [first] = readCertificates(chain);
  return {
    ...{ process: 'kafka', keyFits: true, chain, trusted: trusting(trusts) },
    certificate: first && foundCertificate(first),
  };
}

/** What is planned for hosts and tools of these words, with the second authority as the target. */
function plan(hosts: string, tools: string, more: Partial<TrustEvidence> = {}) {
  const found = hosts
    .split(' ')
    .map((word, index) => [`broker-${index}`, [identity(word)]] as const);
  const shown = identity(tools);
  const { phase, trusted, signers } = planTrust({
    ...{ target: pem.b, found: new Map(found), tools: shown, isWhole: true, clientsTrust: false },
    ...{ security: { certificateDays: 30 }, now: new Date(), ...more },
  });
  const named = (text: string) =>
    ['a', 'b', 'ab'].find((names) => sameAuthorities(text, trusting(names)));
  return [phase, named(trusted), named(signers)].join(' ');
}

it.each([
  ['nothing is there yet', '-/ -/ -/', '-/', 'none b b'],
  ['all is of the one that signs', 'b/b b/b b/b', 'b/b', 'none b b'],
  ['another one has just come', 'a/a a/a a/a', 'a/a', 'trust ab ab'],
  ['some trust both', 'a/ab a/a a/ab', 'a/ab', 'trust ab ab'],
  ['all trust both, and nobody has said that clients do', 'a/ab a/ab a/ab', 'a/ab', 'trust ab ab'],
  ['one has a certificate of the new one', 'a/ab b/ab a/ab', 'b/ab', 'sign ab b'],
  ['the tools alone have the old one', 'b/ab b/ab b/ab', 'a/ab', 'sign ab b'],
  ['all have the new one', 'b/ab b/ab b/ab', 'b/ab', 'forget b b'],
  ['some have forgotten the old one', 'b/b b/ab b/b', 'b/b', 'forget b b'],
  ['a replaced host waits', 'a/ab -/ a/ab', 'a/ab', 'trust ab ab'],
  ['a host was away while the old one went', 'b/b a/a b/b', 'b/b', 'forget b b'],
])('where %s', (_, hosts, tools, expected) => {
  expect(plan(hosts, tools)).toBe(expected);
});

it('has the new one sign once somebody has said that clients trust it', () => {
  expect(plan('a/ab a/ab a/ab', 'a/ab', { clientsTrust: true })).toBe('sign ab b');
});

it('has the new one sign by itself before certificates of the old one would be cut short', () => {
  const end = readCertificates(pem.a)[0]!.validToDate.getTime();
  const daysBefore = (days: number) => ({ now: new Date(end - days * 86_400_000) });
  expect(plan('a/ab a/ab a/ab', 'a/ab', daysBefore(31))).toBe('trust ab ab');
  expect(plan('a/ab a/ab a/ab', 'a/ab', daysBefore(29))).toBe('sign ab b');
});

it('neither signs anew nor forgets while a host can not be looked at, which may need the old one', () => {
  const away = { isWhole: false };
  expect(plan('b/ab b/ab', 'b/ab', away)).toBe('none ab b');
  expect(plan('b/ab a/ab', 'a/ab', away)).toBe('trust ab ab');
  expect(plan('a/ab a/ab', 'a/ab', { ...away, clientsTrust: true })).toBe('trust ab ab');
});

it('puts certificates together, each once', () => {
  expect(mergeAuthorities(trusting('ab'), trusting('b'), '')).toBe(trusting('ab'));
  expect(sameAuthorities(trusting('ab'), trusting('ba'))).toBe(true);
  expect(sameAuthorities(trusting('a'), trusting('ab'))).toBe(false);
});
