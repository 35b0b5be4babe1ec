import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newIdentity } from '../../../scripts/authority/new-identity';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { certificateProblems, requireFit } from '../../../scripts/authority/require-fit';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';

const folder = mkdtempSync(join(tmpdir(), 'require-fit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY_MS = 86_400_000;
const names = { commonName: 'logs-members', hosts: ['broker-1.logs.internal', '10.0.0.7'] };
const open = (name: string) => OwnAuthority.open(new FileSecretStore(join(folder, name)), 'logs');

let authority: OwnAuthority;
let identity: string;
let fit: Parameters<typeof certificateProblems>[1];

beforeAll(async () => {
  authority = await open('own');
  identity = await newIdentity(authority, names, 30);
  fit = { key: identity, names, trusted: await authority.trusted(), now: new Date() };
});

test('a certificate that fits has no problem', () => {
  expect(certificateProblems(identity, fit)).toEqual([]);
});

test('what an authority answers is looked at before it is used', async () => {
  const wrong = { ...names, hosts: ['broker-2.logs.internal'] };
  const careless = {
    trusted: () => authority.trusted(),
    sign: (asked: Parameters<typeof authority.sign>[0]) =>
      authority.sign({ ...asked, names: wrong }),
  };
  await expect(newIdentity(careless, names, 30)).rejects.toThrow(
    "The certificate of logs-members for broker-1.logs.internal: must name broker-1.logs.internal, 10.0.0.7, got 'DNS:broker-2.logs.internal'. Look at the authority that signed it, and run the command again.",
  );
});

test('all that is wrong is told at once, and nothing of the key', async () => {
  const other = await newIdentity(await open('other'), { commonName: 'x', hosts: [] }, 30);
  const problems = certificateProblems(other, { ...fit, now: new Date(Date.now() + 31 * DAY_MS) });
  expect(problems.map(({ rule }) => rule)).toEqual([
    'be for the key that it was asked for',
    'name CN=logs-members',
    'name broker-1.logs.internal, 10.0.0.7',
    'still hold',
    'lead to a trusted authority (CN=logs authority)',
  ]);
  expect(() => requireFit(other, fit)).toThrow(
    /^(?!.*PRIVATE)[^]*must lead to a trusted authority/,
  );
});

test.each([
  [0, []],
  [-2 / 24, ['hold already']],
  [29.9, []],
  [30.1, ['still hold']],
])('%d days from when it was made: %j', (days, rules) => {
  const now = new Date(Date.now() + days * DAY_MS);
  expect(certificateProblems(identity, { ...fit, now }).map(({ rule }) => rule)).toEqual(rules);
});

test("the authority's own certificate is none of a host", async () => {
  const problems = certificateProblems(await authority.trusted(), fit);
  expect(problems.map(({ rule }) => rule)).toContain('be one of a host, not of an authority');
});

test('a text without a certificate is told', () => {
  expect(
    certificateProblems('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', fit),
  ).toEqual([expect.objectContaining({ rule: 'be a certificate in PEM' })]);
});
