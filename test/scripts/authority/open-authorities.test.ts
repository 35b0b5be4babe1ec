import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509';
import { readCertificates } from '../../../cluster/identities/found-certificate';
import { Authority, Security } from '../../../cluster/index';
import { exportKey, newKeys, SIGNATURE } from '../../../scripts/authority/keys';
import { newIdentity } from '../../../scripts/authority/new-identity';
import {
  openAuthorities,
  settleAuthorities,
  type Opening,
} from '../../../scripts/authority/open-authorities';
import { AUTHORITY, NEXT_AUTHORITY } from '../../../scripts/secrets/secret-names';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { opensslAuthority } from '../../support/openssl-authority';

const folder = mkdtempSync(join(tmpdir(), 'open-authorities-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = { commonName: 'logs-members', hosts: ['broker-1.logs.internal'] };
let count = 0;
const newStore = () => new FileSecretStore(join(folder, `store-${count++}`));
const openings = (secrets: FileSecretStore, more: Partial<Opening> = {}): Opening => ({
  ...{ clusterName: 'logs', security: Security.tls({ certificateDays: 30 }), secrets, makes: true },
  ...more,
});
const subjectOf = async (authority?: { trusted(): Promise<string> }) =>
  authority && readCertificates(await authority.trusted())[0]!.subject;
async function opened(secrets: FileSecretStore, more: Partial<Opening> = {}) {
  const found = await openAuthorities(openings(secrets, more));
  return found && [await subjectOf(found.target), await subjectOf(found.former)];
}

test('who only looks makes nothing', async () => {
  const secrets = newStore();
  expect(await opened(secrets, { makes: false, begins: 'now' })).toBeUndefined();
  expect(await opened(secrets)).toEqual(['CN=logs authority', undefined]);
  expect(await opened(secrets, { makes: false, begins: 'now' })).toEqual([
    'CN=logs authority',
    undefined,
  ]);
});

test('another one comes once, has a name of its own, and takes the place when it is settled', async () => {
  const secrets = newStore();
  await opened(secrets);
  const [target, former] = (await opened(secrets, { begins: 'now' }))!;
  expect(target).toMatch(/^CN=logs authority [\da-f]{8}$/);
  expect(former).toBe('CN=logs authority');
  expect(await opened(secrets, { begins: 'now' })).toEqual([target, former]);
  await settleAuthorities(openings(secrets));
  expect(await opened(secrets)).toEqual([target, undefined]);
  expect(await secrets.read(NEXT_AUTHORITY)).toBeUndefined();
});

test('one that was killed while it settled leaves nothing that is taken for another', async () => {
  const secrets = newStore();
  await opened(secrets);
  const [target] = (await opened(secrets, { begins: 'now' }))!;
  await secrets.replace(AUTHORITY, (await secrets.read(NEXT_AUTHORITY))!);
  expect(await opened(secrets, { makes: false })).toEqual([target, undefined]);
  const [next, former] = (await opened(secrets, { begins: 'now' }))!;
  expect(former).toBe(target);
  expect(next).not.toBe(target);
});

test.each([
  [61, 'if-ending', false],
  [59, 'if-ending', true],
  [59, 'never', false],
] as const)('one with %d days left, begun %s: %s', async (days, begins, comes) => {
  const secrets = newStore();
  await secrets.keep(AUTHORITY, broughtAlong('EC', days));
  const [, former] = (await opened(secrets, { begins }))!;
  expect(former !== undefined).toBe(comes);
});

test('one that is over signs nothing: another one comes at once, and is all there is to sign', async () => {
  const secrets = newStore();
  await secrets.keep(AUTHORITY, await broughtTooLate());
  const { target, former, interim } = (await openAuthorities(openings(secrets)))!;
  expect(await subjectOf(former)).toBe('CN=brought root');
  expect(interim).toBe(target);
  expect(readCertificates(await newIdentity(interim, names, 30))).toHaveLength(1);
});

test('a caller’s authority takes the place of the own, whose key is forgotten at last', async () => {
  const secrets = newStore();
  await opened(secrets);
  const { spec } = opensslAuthority(join(folder, 'callers'), 'corporate');
  const security = Security.tls({ authority: Authority.command(spec) });
  expect(await opened(secrets, { security })).toEqual(['CN=corporate root', 'CN=logs authority']);
  await settleAuthorities(openings(secrets, { security }));
  expect(await opened(secrets, { security })).toEqual(['CN=corporate root', undefined]);
});

/** Key and certificate of somebody else's authority, as an operator puts them there. */
function broughtAlong(algorithm: 'EC' | 'RSA', days = 3_650): string {
  const place = join(folder, `brought-${count++}`);
  opensslAuthority(place, 'brought', { algorithm, days });
  return ['root.key', 'root.pem'].map((name) => readFileSync(join(place, name), 'utf8')).join('');
}

test.each(['EC', 'RSA'] as const)(
  'an authority with a key of %s that was put there signs',
  async (algorithm) => {
    const secrets = newStore();
    await secrets.keep(AUTHORITY, broughtAlong(algorithm));
    const { target } = (await openAuthorities(openings(secrets)))!;
    const [own] = readCertificates(await newIdentity(target, names, 30));
    expect([own!.subject, own!.issuer]).toEqual(['CN=logs-members', 'CN=brought root']);
  },
);

async function broughtTooLate(): Promise<string> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...{ name: 'CN=brought root', keys, signingAlgorithm: SIGNATURE },
    notBefore: new Date(Date.now() - 2 * 86_400_000),
    notAfter: new Date(Date.now() - 86_400_000),
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  return `${await exportKey(keys.privateKey)}${certificate.toString('pem')}`;
}

const openssl = (...words: readonly string[]) =>
  execFileSync('openssl', words, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
const keyOf = (text: string) => text.slice(0, text.indexOf('-----BEGIN CERT'));
const certificateOf = (text: string) => text.slice(text.indexOf('-----BEGIN CERT'));

test.each([
  ['garbage', () => 'garbage', 'begin with a private key in PEM, without a password'],
  [
    'a key with a password',
    () =>
      openssl(
        'genpkey',
        '-algorithm',
        'EC',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-aes256',
        '-pass',
        'pass:x',
      ),
    'begin with a private key in PEM, without a password',
  ],
  [
    'a key alone',
    () => keyOf(broughtAlong('EC')),
    'hold the certificate of the authority behind its key, in PEM',
  ],
  [
    'the key of another',
    () => keyOf(broughtAlong('EC')) + certificateOf(broughtAlong('EC')),
    'hold a key and the certificate for it',
  ],
  [
    'a key that nobody signs with here',
    () => {
      const key =
        openssl('genpkey', '-algorithm', 'ED25519', '-out', 'ed.key') +
        readFileSync(join(folder, 'ed.key'), 'utf8');
      return key + openssl('req', '-new', '-x509', '-key', 'ed.key', '-subj', '/CN=ed');
    },
    "have a key of RSA, P-256, P-384 or P-521, got 'ed25519'",
  ],
  [
    'no authority',
    () => {
      const key =
        openssl(
          'genpkey',
          '-algorithm',
          'EC',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
          '-out',
          'host.key',
        ) + readFileSync(join(folder, 'host.key'), 'utf8');
      return (
        key +
        openssl(
          'req',
          '-new',
          '-x509',
          '-key',
          'host.key',
          '-subj',
          '/CN=host',
          '-addext',
          'basicConstraints=critical,CA:FALSE',
        )
      );
    },
    "be of an authority: its certificate has no CA:TRUE, got 'CN=host'",
  ],
])('a secret that holds %s is told, and nothing of it', async (_, make, rule) => {
  const secrets = newStore();
  const text = make();
  await secrets.keep(AUTHORITY, text);
  const error = (await opened(secrets).catch((each: unknown) => each)) as Error;
  expect(error.message).toBe(`The secret authority: must ${rule}. Bring back what stood there.`);
});
