import { Duplex } from 'node:stream';
import { HostError } from '../../../scripts/hosts/host-error';
import { login } from '../../../scripts/hosts/ssh-login';
import type { Transport } from '../../../scripts/hosts/transport';

const target = { label: 'broker-1 (10.0.0.11:22)', address: '10.0.0.11', port: 22, limitMs: 5_000 };

/** Logs in over a connection that breaks before the server has said a word. */
async function failureOver(failure: Transport['failure']): Promise<unknown> {
  const stream = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const loggedIn = login(
    { stream, failure },
    {
      target,
      user: 'admin',
      known: {
        keys: [{ type: 'ssh-ed25519', blob: 'AAAA' }],
        revoked: [],
        hasAuthority: false,
        source: 'a file',
      },
      keys: { methods: [], described: 'none' },
    },
  );
  stream.destroy(new Error('write EPIPE'));
  return await loggedIn.then(
    () => undefined,
    (reason: unknown) => reason,
  );
}

describe('a login over a connection that breaks before the server spoke', () => {
  it('fails with what broke', async () => {
    const error = await failureOver(() => Promise.resolve(undefined));
    expect(error).toMatchObject({
      kind: 'connection-lost',
      message: expect.stringContaining(
        "must complete the SSH login, got 'write EPIPE'. Look at ssh.service",
      ) as string,
    });
  });

  it('fails with what the transport knows better', async () => {
    const problem = { path: 'broker-1', rule: 'be reached by `x`', remedy: 'Run it by hand' };
    const known = new HostError('proxy-command', problem);
    expect(await failureOver(() => Promise.resolve(known))).toBe(known);
  });
});
