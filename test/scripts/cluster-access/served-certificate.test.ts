import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { certificateTexts } from '../../../cluster/identities/found-certificate';
import type { CertificateAuthority } from '../../../scripts/authority/certificate-authority';
import { CommandAuthority } from '../../../scripts/authority/command-authority';
import { newIdentity } from '../../../scripts/authority/new-identity';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { credentialsFrom } from '../../../scripts/cluster-access/credentials';
import { reachWith } from '../../../scripts/cluster-access/reach';
import { servedCertificate } from '../../../scripts/cluster-access/served-certificate';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { opensslAuthority } from '../../support/openssl-authority';

const folder = mkdtempSync(join(tmpdir(), 'served-certificate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = { commonName: 'logs-members', hosts: ['127.0.0.1'] };
const own = () => OwnAuthority.open(new FileSecretStore(join(folder, 'own')), 'logs');
const corporate = new CommandAuthority(
  opensslAuthority(join(folder, 'corporate'), 'corporate').spec,
);

/** What a port that shows this is seen to show, by tools that trust these. */
async function seen(identity: string, shown: string, trusted: string) {
  const server = createServer({ key: identity, cert: shown });
  server.on('secureConnection', (socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const credentials = credentialsFrom({
    identity: await newIdentity(await own(), names, 1),
    trusted,
  });
  const reach = reachWith((host, at) => Promise.resolve({ host, port: at }), credentials);
  try {
    const { subject, issuer, root } = await servedCertificate(reach, '127.0.0.1', port);
    return { subject, issuer, root };
  } finally {
    server.close();
  }
}

type Row = readonly [string, () => Promise<CertificateAuthority>, string, string];

test.each<Row>([
  ['an authority itself', own, 'CN=logs authority', 'CN=logs authority'],
  ['one below it', () => Promise.resolve(corporate), 'CN=corporate', 'CN=corporate root'],
])('the authority at the top is known where %s has signed', async (_, open, issuer, root) => {
  const authority = await open();
  const identity = await newIdentity(authority, names, 30);
  const expected = { subject: 'CN=logs-members', issuer, root };
  const others = await (await own()).trusted();
  for (const trusted of [await authority.trusted(), others])
    expect(await seen(identity, identity, trusted)).toEqual(expected);
});

test('the one that signed is all that is known where those in between are not shown', async () => {
  const identity = await newIdentity(corporate, names, 30);
  const [alone] = certificateTexts(identity);
  expect(await seen(identity, alone!, await corporate.trusted())).toMatchObject({
    root: 'CN=corporate',
  });
});
