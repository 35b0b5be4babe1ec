import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';

const folder = mkdtempSync(join(tmpdir(), 'authority-'));
const file = (name: string) => join(folder, name);
const openssl = (...words: readonly string[]) =>
  execFileSync('openssl', words, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
const open = (name: string) => OwnAuthority.open(new FileSecretStore(file(name)), 'logs');

let authority: OwnAuthority;
/** As a host makes it, with openssl: for a name that is not its own. */
let request: string;
const names = { commonName: 'logs-members', hosts: ['broker-1.logs.internal', '10.0.0.7'] };

beforeAll(async () => {
  authority = await open('secrets');
  writeFileSync(file('trusted.pem'), await authority.trusted());
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'key.pem');
  openssl(
    ...['req', '-new', '-key', 'key.pem', '-subj', '/CN=logs-zookeeper', '-out', 'request.pem'],
    ...['-addext', 'subjectAltName=DNS:broker-2.logs.internal'],
    ...['-addext', 'basicConstraints=CA:TRUE', '-addext', 'keyUsage=keyCertSign'],
  );
  request = readFileSync(file('request.pem'), 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('who asks for the name of another gets its own, and no right to sign', async () => {
  const signed = await authority.sign({ request, names, days: 30 });
  writeFileSync(file('signed.pem'), signed);
  const certificate = new X509Certificate(signed);
  expect(certificate.subject).toBe('CN=logs-members');
  expect(certificate.subjectAltName).toBe('DNS:broker-1.logs.internal, IP Address:10.0.0.7');
  expect(certificate.ca).toBe(false);
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
  expect(signed).not.toMatch(/broker-2|zookeeper/);
});

test('openssl finds the certificate sound for the host that it names, and for no other', async () => {
  writeFileSync(file('signed.pem'), await authority.sign({ request, names, days: 30 }));
  const verify = (...words: readonly string[]) =>
    openssl('verify', '-x509_strict', '-CAfile', 'trusted.pem', ...words, 'signed.pem');
  for (const purpose of ['sslserver', 'sslclient']) {
    expect(verify('-purpose', purpose)).toBe('signed.pem: OK\n');
  }
  expect(verify('-verify_hostname', 'broker-1.logs.internal')).toBe('signed.pem: OK\n');
  expect(verify('-verify_ip', '10.0.0.7')).toBe('signed.pem: OK\n');
  expect(() => verify('-verify_hostname', 'broker-2.logs.internal')).toThrow('hostname mismatch');
  expect(openssl('pkey', '-in', 'key.pem', '-pubout')).toBe(
    openssl('x509', '-in', 'signed.pem', '-noout', '-pubkey'),
  );
});

test('it is the same authority the next time, and another one for other secrets', async () => {
  expect(await (await open('secrets')).trusted()).toBe(await authority.trusted());
  const other = await open('other-secrets');
  writeFileSync(file('signed.pem'), await other.sign({ request, names, days: 30 }));
  expect(() => openssl('verify', '-CAfile', 'trusted.pem', 'signed.pem')).toThrow(
    'unable to get local issuer certificate',
  );
});

test('looked for, it is not made', async () => {
  const secrets = new FileSecretStore(file('nowhere'));
  expect(await OwnAuthority.find(secrets)).toBeUndefined();
  expect(await secrets.read('authority')).toBeUndefined();
  await OwnAuthority.open(secrets, 'logs');
  expect(await (await OwnAuthority.find(secrets))?.trusted()).toMatch(/BEGIN CERTIFICATE/);
});

test('of two that make it at once, one is kept', async () => {
  const [one, two] = await Promise.all([open('at-once'), open('at-once')]);
  expect(await one.trusted()).toBe(await two.trusted());
});

test('a certificate never outlives its authority', async () => {
  const signed = await authority.sign({ request, names, days: 100_000 });
  const end = new X509Certificate(await authority.trusted()).validToDate;
  expect(new X509Certificate(signed).validToDate).toEqual(end);
});

test('it holds for the days that were asked for, and already for hosts whose clock is behind', async () => {
  const { validFromDate, validToDate } = new X509Certificate(
    await authority.sign({ request, names, days: 30 }),
  );
  const days = (validToDate.getTime() - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThanOrEqual(30);
  expect(Date.now() - validFromDate.getTime()).toBeGreaterThanOrEqual(3_590_000);
});

test.each([
  ['is none', () => 'a text', 'be a PKCS #10 request in PEM'],
  [
    'was signed with another key than its own',
    () => {
      const lines = request.trim().split('\n');
      const body = Buffer.from(lines.slice(1, -1).join(''), 'base64');
      body[body.length - 3]! ^= 1;
      const changed = body.toString('base64').replace(/.{64}/g, '$&\n');
      return [lines[0], changed, lines.at(-1)].join('\n');
    },
    'be signed with the key that is in it',
  ],
  [
    'has a key of another kind',
    () => {
      openssl(
        'genpkey',
        '-algorithm',
        'RSA',
        '-pkeyopt',
        'rsa_keygen_bits:2048',
        '-out',
        'rsa.pem',
      );
      return openssl('req', '-new', '-key', 'rsa.pem', '-subj', '/CN=logs-members');
    },
    'have a key of P-256',
  ],
])('a request that %s is refused', async (_, asked, rule) => {
  await expect(authority.sign({ request: asked(), names, days: 30 })).rejects.toThrow(
    `The certificate request: must ${rule}. Make it anew.`,
  );
});

test('its key is in the secret store alone, where nobody else reads it', async () => {
  const secret = readFileSync(file('secrets/authority'), 'utf8');
  expect(secret).toContain('-----BEGIN PRIVATE KEY-----');
  expect(execFileSync('stat', ['-c', '%a', file('secrets'), file('secrets/authority')])).toEqual(
    Buffer.from('700\n600\n'),
  );
  expect(await authority.trusted()).not.toContain('PRIVATE');
});
