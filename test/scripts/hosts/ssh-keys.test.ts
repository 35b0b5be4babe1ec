import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os, { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as sshKeys from '../../../scripts/hosts/ssh-keys';
import { newKeyPair } from '../../support/ssh-server';

const home = mkdtempSync(join(tmpdir(), 'ssh-keys-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('shows the keys that ssh itself would show, in its order, save those with a passphrase', async () => {
  jest.spyOn(os, 'homedir').mockReturnValue(home);
  const { loginKeys } = jest.requireActual<typeof sshKeys>('../../../scripts/hosts/ssh-keys');
  mkdirSync(join(home, '.ssh'));
  const put = (name: string, text: string) => writeFileSync(join(home, '.ssh', name), text);
  put('id_rsa', newKeyPair().private);
  put('id_ecdsa', newKeyPair('ecdsa').private);
  put('another', newKeyPair().private);
  const keys = () => loginKeys('broker-1', 'admin', { identities: [], agent: undefined });
  expect((await keys()).described).toBe(
    ['id_ecdsa', 'id_rsa'].map((name) => join(home, '.ssh', name)).join(', '),
  );
  put('id_ed25519', 'locked');
  expect((await keys()).methods).toHaveLength(2);
});
