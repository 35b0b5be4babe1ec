import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exceptRevoked, keysFromFiles } from '../../../scripts/hosts/host-key-source';
import { inventoryOf } from '../../support/inventories';

const A = { type: 'ssh-ed25519', blob: 'AAAAC3NzaC1lZDI1NTE5AAAAIA' };
const B = { type: 'ssh-ed25519', blob: 'AAAAC3NzaC1lZDI1NTE5AAAAIB' };
const line = (names: string, { type, blob }: typeof A) => `${names} ${type} ${blob}\n`;
const SERVER = { names: ['10.0.0.10', 'broker-1'], port: 22 };

/** As ssh writes a name with HashKnownHosts. */
function hashed(name: string): string {
  const salt = Buffer.alloc(20, 7);
  const hash = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${hash}`;
}

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'known-hosts-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

it.each([
  ['in its own line', '@revoked 10.0.0.10'],
  ['for all hosts', '@revoked *'],
  ['under a hashed name', `@revoked ${hashed('10.0.0.10')}`],
  ['under its other name', '@revoked broker-1'],
])('takes no key that is revoked %s, in whatever file', (_, names) => {
  const known = file('known', line('10.0.0.10', A) + line(hashed('broker-1'), B));
  const revoked = file('revoked', line(names, A));
  expect(keysFromFiles([known, revoked], SERVER)).toMatchObject({ keys: [B], revoked: [A] });
  expect(keysFromFiles([revoked, known], SERVER)).toMatchObject({ keys: [B], revoked: [A] });
});

it('takes a key that is revoked for another host', () => {
  const known = file('known', line('10.0.0.10', A) + line('@revoked 10.0.0.11', A));
  expect(keysFromFiles([known], SERVER)).toMatchObject({ keys: [A], revoked: [] });
});

it('says where there is only an authority', () => {
  const known = file('known', line('@cert-authority *', A));
  expect(keysFromFiles([known], SERVER)).toMatchObject({ keys: [], hasAuthority: true });
});

it('takes no published key that is revoked here', async () => {
  const published = () =>
    Promise.resolve({ keys: [A, B], revoked: [], hasAuthority: false, source: 's3://…' });
  const revoking = [file('known', line('@revoked *', A)), join(folder, 'missing')];
  const known = await exceptRevoked(published, revoking)(inventoryOf().hosts[0]!, SERVER);
  expect(known).toMatchObject({ keys: [B], revoked: [A], source: 's3://…' });
});
