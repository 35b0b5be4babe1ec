import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../../../scripts/hosts/host-error';
import { openSshShells } from '../../../scripts/hosts/ssh-shells';
import { DEFAULT_SSH, type SshSettings } from '../../../scripts/hosts/ssh-settings';
import { inventoryOf } from '../../support/inventories';
import { newKeyPair, startSshServer, type SshServer } from '../../support/ssh-server';

let server: SshServer;
beforeAll(async () => {
  server = await startSshServer();
});
afterEach(() => expect(server.asked).toEqual([]));
afterAll(() => server.stop());

/** Runs a command on a host of whose keys this file tells. */
async function failureWith(knownHosts: string, settings: Partial<SshSettings> = {}) {
  const file = join(server.folder, 'given');
  writeFileSync(file, knownHosts);
  const shells = openSshShells({
    inventory: inventoryOf(),
    settings: { ...DEFAULT_SSH, port: server.port, identities: [server.identity], ...settings },
    knownHosts: [file],
  });
  const error: unknown = await shells
    .of('broker-1')
    .run(['true'])
    .catch((reason: unknown) => reason)
    .finally(() => shells.close());
  if (!(error instanceof HostError)) throw new Error(`no HostError but ${JSON.stringify(error)}`);
  return error;
}

const lineOf = (publicKey: string, marker = '') =>
  `${marker}[127.0.0.1]:${server.port} ${publicKey}\n`;

describe('nothing is run on a host', () => {
  it.each<[string, () => string, RegExp]>([
    ['none is published', () => '', /\(.*given\), but there is none\. Wait until its first boot/],
    [
      'the only one is revoked',
      () => lineOf(server.publicKey) + lineOf(server.publicKey, '@revoked '),
      /but it is revoked .*\. Find out why/,
    ],
    [
      'there is only an authority',
      () => lineOf(newKeyPair().public, '@cert-authority '),
      /but there is only an authority .*\. Certificates of hosts are not read/,
    ],
    [
      'it is another',
      () => lineOf(newKeyPair().public),
      /must show the SSH host key that is published .*, got 'another key'\. Find out why before/,
    ],
    [
      'it is revoked, and another is known',
      () => lineOf(newKeyPair().public) + lineOf(server.publicKey, '@revoked '),
      /got 'a key that is revoked'/,
    ],
    [
      'it is of another kind',
      () => lineOf(newKeyPair('ecdsa').public),
      /got 'only keys of other kinds'/,
    ],
    [
      'it is known for another port',
      () => lineOf(server.publicKey).replace(`:${server.port}`, ':1'),
      /but there is none/,
    ],
  ])('of whose keys %s', async (_, knownHosts, message) => {
    const error = await failureWith(knownHosts());
    expect(error.kind).toBe('host-key');
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`broker-1 (127.0.0.1:${server.port})`);
  });

  it('that takes none of our keys', async () => {
    const stranger = join(server.folder, 'stranger');
    writeFileSync(stranger, newKeyPair().private);
    const error = await failureWith(lineOf(server.publicKey), { identities: [stranger] });
    expect(error.kind).toBe('authentication');
    expect(error.message).toContain(`must let root in, got 'none of these keys taken: ${stranger}`);
  });
});
