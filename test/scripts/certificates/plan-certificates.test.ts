import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundCertificate, readCertificates } from '../../../cluster/identities/found-certificate';
import {
  memberIdentities,
  type MemberIdentity,
} from '../../../cluster/identities/member-identities';
import { Security } from '../../../cluster/index';
import { inventoryTopology } from '../../../cluster/inventory/parse-inventory';
import { newIdentity } from '../../../scripts/authority/new-identity';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { describeStep, planCertificates } from '../../../scripts/certificates/plan-certificates';
import type { FoundIdentity } from '../../../scripts/health/host/host-identities';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { inventoryOf } from '../../support/inventories';
import { validSpec } from '../../support/spec-builder';

const DAY_MS = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'plan-certificates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const topology = inventoryTopology(inventoryOf(validSpec({ security: Security.tls() })));
const members = memberIdentities(topology);
const [first] = members as [MemberIdentity];
let authority: OwnAuthority;
let other: OwnAuthority;
let trusted: string;

beforeAll(async () => {
  const open = (name: string) => OwnAuthority.open(new FileSecretStore(join(folder, name)), name);
  [authority, other] = await Promise.all([open('one'), open('other')]);
  trusted = await authority.trusted();
});

async function identityOf(
  member: MemberIdentity,
  { by = authority, days = 30, changes = {}, names = {} } = {},
): Promise<FoundIdentity> {
  const { commonName, hosts } = { ...member, ...names };
  const chain = readCertificates(await newIdentity(by, { commonName, hosts }, days));
  return {
    process: member.process.name,
    certificate: foundCertificate(chain[0]!),
    chain: chain.map(String).join(''),
    ...{ trusted, keyFits: true },
    ...changes,
  };
}

/** What is planned where the first member has this, and all others what the spec says. */
async function plan(own: FoundIdentity, { days = 0, signers = trusted, trust = trusted } = {}) {
  const found = new Map<string, FoundIdentity[]>();
  for (const member of members) {
    const identity = member === first ? own : await identityOf(member, { days: 400 });
    found.set(member.host.name, [...(found.get(member.host.name) ?? []), identity]);
  }
  const now = new Date(Date.now() + days * DAY_MS);
  const steps = planCertificates(topology, { found, trust: { trusted: trust, signers }, now });
  return steps.map((step) => [step.when, describeStep(step)]);
}

const whose = `${first.host.name}, ${first.process.row.title}: `;

it('is nothing where each has what the spec says', async () => {
  expect(await plan(await identityOf(first))).toEqual([]);
  // A third of thirty days, and an hour of clocks that are behind.
  expect(await plan(await identityOf(first), { days: 19.9 })).toEqual([]);
});

it.each<[string, () => Promise<FoundIdentity>, string, RegExp, { days?: number }?]>([
  [
    'missing',
    () => identityOf(first, { changes: { certificate: undefined, chain: '', trusted: '' } }),
    'first',
    /^has no certificate; gets one for a new key$/,
  ],
  [
    'beside another key',
    () => identityOf(first, { changes: { keyFits: false } }),
    'due',
    /^has a certificate for another key; gets one for a new key$/,
  ],
  [
    'of another name',
    () => identityOf(first, { names: { commonName: 'somebody' } }),
    'due',
    /^is called CN=somebody, not CN=logs-\w+; gets one for a new key$/,
  ],
  [
    'without the address that the host has now',
    () => identityOf(first, { names: { hosts: [first.host.address] } }),
    'due',
    /^has a certificate for broker-1\.logs\.internal, not for 127\.0\.0\.1, broker-1\.logs\.internal; gets one/,
  ],
  [
    'of another authority',
    () => identityOf(first, { by: other }),
    'over',
    /^has a certificate of another authority \(CN=other authority\); gets one for a new key$/,
  ],
  [
    'with less than a third of its life left',
    () => identityOf(first),
    'due',
    /^has a certificate with less than a third of its life left: it is over on \d{4}-\d\d-\d\d \d\d:\d\d UTC; gets one/,
    { days: 20.1 },
  ],
  [
    'over',
    () => identityOf(first),
    'over',
    /^has a certificate that is over since .*UTC; gets one/,
    { days: 30 },
  ],
  [
    'believed by nobody any more',
    () => identityOf(first, { changes: { trusted: '' } }),
    'due',
    /^trusts other authorities; gets them$/,
  ],
])('is a step where one is %s', async (_, make, ...[when, words, options]) => {
  const steps = await plan(await make(), options);
  expect(steps).toEqual([[when, expect.stringMatching(new RegExp(`^${whose}`))]]);
  expect(steps[0]![1]!.slice(whose.length)).toMatch(words);
});

it('has all come to trust another authority before any that runs gets a certificate of it', async () => {
  const both = `${trusted}${await other.trusted()}`;
  const knows = { changes: { trusted: both } };
  const found = new Map<string, FoundIdentity[]>();
  for (const member of members) {
    const identity = await identityOf(member, member === first ? {} : knows);
    found.set(member.host.name, [...(found.get(member.host.name) ?? []), identity]);
  }
  const trust = { trusted: both, signers: await other.trusted() };
  const steps = () => planCertificates(topology, { found, trust, now: new Date() });
  expect(steps().map(describeStep)).toEqual([`${whose}trusts other authorities; gets them`]);
  found.set(first.host.name, [await identityOf(first, knows), found.get(first.host.name)![1]!]);
  expect(steps()).toHaveLength(members.length);
  expect(new Set(steps().map(({ needs }) => needs))).toEqual(new Set(['certificate']));
});

it('mends at once what nobody believes any more', async () => {
  const [own] = await plan(await identityOf(first, { by: other }));
  expect(own).toEqual(['over', expect.stringContaining('of another authority')]);
});

it('leaves hosts alone that nobody looked at', () => {
  const trust = { trusted, signers: trusted };
  const evidence = { found: new Map(), trust, now: new Date() };
  expect(planCertificates(topology, evidence)).toEqual([]);
});
