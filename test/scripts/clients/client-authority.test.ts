import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Security, type KafkaClusterSpec } from '../../../cluster/index';
import { resolveSpec } from '../../../cluster/resolve-spec';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { certifyClient, clientAuthority } from '../../../scripts/clients/client-authority';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { CLIENT_AUTHORITY } from '../../support/client-certificates';
import { validSpec } from '../../support/spec-builder';

const folder = mkdtempSync(join(tmpdir(), 'client-authority-'));
const secrets = new FileSecretStore(join(folder, 'secrets'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const clients: KafkaClusterSpec['clients'] = [
  { name: 'agent', certificate: true, produce: ['app-*'] },
  { name: 'shipper', produce: ['app-*'] },
];
const specTrusting = (...clientAuthorities: readonly string[]) =>
  resolveSpec(validSpec({ security: Security.tls({ clientAuthorities }), clients }));

function newRequest(): string {
  execFileSync(
    'openssl',
    [
      ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-subj', '/CN=logs-members', '-keyout', 'client.key', '-out', 'client.csr'],
    ],
    { cwd: folder, stdio: 'pipe' },
  );
  return readFileSync(join(folder, 'client.csr'), 'utf8');
}

test('it signs for the name of the spec, whatever the request asks for', async () => {
  const authority = await clientAuthority(secrets, 'logs');
  const trusted = await authority.trusted();
  const request = newRequest();
  const signed = await certifyClient(specTrusting(CLIENT_AUTHORITY, trusted), secrets, {
    ...{ client: 'agent', request, days: 30 },
  });
  const certificate = new X509Certificate(signed);
  expect(certificate.subject).toBe('CN=agent');
  expect(certificate.verify(new X509Certificate(trusted).publicKey)).toBe(true);
  expect(certificate.subjectAltName).toBeUndefined();
});

test('it is another authority than the one of members, and the same the next time', async () => {
  const first = await (await clientAuthority(secrets, 'logs')).trusted();
  const members = await (await OwnAuthority.open(secrets, 'logs')).trusted();
  expect(await (await clientAuthority(secrets, 'logs')).trusted()).toBe(first);
  expect(members).not.toBe(first);
  expect(new X509Certificate(first).subject).toBe('CN=logs clients authority');
  expect(readdirSync(join(folder, 'secrets')).sort()).toEqual(['authority', 'client-authority']);
});

test('it signs for nobody else, and nothing that brokers would not believe', async () => {
  const request = newRequest();
  const trusted = await (await clientAuthority(secrets, 'logs')).trusted();
  const certify = (client: string, ...authorities: readonly string[]) =>
    certifyClient(specTrusting(...authorities), secrets, { client, request, days: 30 });
  for (const client of ['shipper', 'mallory', 'logs-members']) {
    await expect(certify(client, trusted)).rejects.toThrow(
      `client ${client}: must stand in the spec, with certificate: true. Add it, or name one that does (there are agent).`,
    );
  }
  await expect(certify('agent', CLIENT_AUTHORITY)).rejects.toThrow(
    /^security\.clientAuthorities: must have the cluster's own authority of clients/,
  );
  await expect(
    certifyClient(specTrusting(trusted), secrets, { client: 'agent', request: 'none', days: 30 }),
  ).rejects.toThrow('The certificate request: must be a PKCS #10 request in PEM. Make it anew.');
});
