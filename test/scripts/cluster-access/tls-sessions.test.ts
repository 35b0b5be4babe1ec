import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { foundCertificate, readCertificates } from '../../../cluster/identities/found-certificate';
import { newIdentity } from '../../../scripts/authority/new-identity';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { credentialsFrom, type Credentials } from '../../../scripts/cluster-access/credentials';
import { openStreamTo } from '../../../scripts/cluster-access/open-stream';
import { reachWith } from '../../../scripts/cluster-access/reach';
import { servedCertificate } from '../../../scripts/cluster-access/served-certificate';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';

const folder = mkdtempSync(join(tmpdir(), 'tls-sessions-'));
const names = { commonName: 'logs-members', hosts: ['127.0.0.1'] };
const ticketKeys = randomBytes(48);
let server: Server;
let authority: OwnAuthority;
let identity: string;
let trusted: string;

/** Of a member that lets in members alone, and knows its sessions again when its certificate was renewed. */
const shown = (of: string) => ({
  ...{ key: of, cert: of, ca: trusted, minVersion: 'TLSv1.3' as const, ticketKeys },
  ...{ requestCert: true, rejectUnauthorized: true },
});

beforeAll(async () => {
  authority = await OwnAuthority.open(new FileSecretStore(folder), 'logs');
  identity = await newIdentity(authority, names, 30);
  trusted = await authority.trusted();
  server = createServer(shown(identity));
  server.on('secureConnection', (socket) => {
    socket.on('error', () => undefined);
    socket.end(socket.isSessionReused() ? 'again' : 'for the first time');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const port = () => (server.address() as AddressInfo).port;

/** How the member took whoever comes with these. */
async function come(credentials: Credentials): Promise<string> {
  const { stream } = openStreamTo('127.0.0.1', credentials)({ host: '127.0.0.1', port: port() });
  let told = '';
  stream.on('data', (data: Buffer) => (told += data.toString()));
  await once(stream, 'close');
  return told;
}

test('who comes again takes the session up again', async () => {
  const credentials = credentialsFrom({ identity, trusted });
  expect(await come(credentials)).toBe('for the first time');
  expect(await come(credentials)).toBe('again');
  expect(await come(credentials)).toBe('again');
});

test('what is shown decides: other credentials have sessions of their own', async () => {
  await come(credentialsFrom({ identity, trusted }));
  expect(await come(credentialsFrom({ identity, trusted }))).toBe('for the first time');
});

test('who looks at the certificate sees the one of this moment, whatever session there is', async () => {
  const credentials = credentialsFrom({ identity, trusted });
  await come(credentials);
  const renewed = await newIdentity(authority, names, 30);
  server.setSecureContext(shown(renewed));
  expect(await come(credentials)).toBe('again');
  const reach = reachWith((host, at) => Promise.resolve({ host, port: at }), credentials);
  const { serial } = await servedCertificate(reach, '127.0.0.1', port());
  expect(serial).toBe(foundCertificate(readCertificates(renewed)[0]!).serial);
});
