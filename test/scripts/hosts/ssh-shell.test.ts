import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostShells } from '../../../scripts/hosts/host-shell';
import { openSshShells } from '../../../scripts/hosts/ssh-shells';
import { DEFAULT_SSH } from '../../../scripts/hosts/ssh-settings';
import { inventoryOf } from '../../support/inventories';
import {
  startSshServer,
  type Asked,
  type SshServer,
  type SshServerOptions,
} from '../../support/ssh-server';

let server: SshServer;
let shells: HostShells;

afterEach(async () => {
  await shells?.close();
  await server?.stop();
});

async function shellOf(sshUser: string, options: SshServerOptions = {}) {
  server = await startSshServer(options);
  shells = openSshShells({
    inventory: inventoryOf(undefined, { sshUser }),
    settings: { ...DEFAULT_SSH, port: server.port, identities: [server.identity] },
    knownHosts: [server.knownHosts],
  });
  return shells.of('broker-1');
}

describe('a host over SSH', () => {
  it('runs more commands at once than the server lets a connection have, by one connection', async () => {
    const answer = async () => {
      await sleep(20);
      return { stdout: 'done' };
    };
    const shell = await shellOf('root', { answer });
    const results = await Promise.all(Array.from({ length: 30 }, () => shell.run(['true'])));
    expect(results).toEqual(Array(30).fill({ code: 0, stdout: 'done', stderr: '' }));
    expect(server.logins()).toBe(1);
    expect(server.mostSessions()).toBeLessThanOrEqual(10);
    expect(server.mostSessions()).toBeGreaterThan(1);
  });

  it('gives a place back where a command fails', async () => {
    const shell = await shellOf('root', { answer: () => ({ code: 1, stderr: 'no' }) });
    for (let time = 0; time < 12; time += 1) {
      expect(await shell.run(['false'])).toEqual({ code: 1, stdout: '', stderr: 'no' });
    }
  });

  it.each([
    ['root', `systemctl show 'a b'`],
    ['admin', `sudo -n -- systemctl show 'a b'`],
  ])('runs as root where it logs in as %s', async (user, command) => {
    const shell = await shellOf(user);
    await shell.run(['systemctl', 'show', 'a b'], { input: 'words' });
    expect(server.asked).toEqual([{ command, input: 'words' }]);
  });

  it.each([1, 3])('keeps to a server that allows only %i sessions at once', async (maxSessions) => {
    const answer = async () => {
      await sleep(20);
      return { stdout: 'done' };
    };
    const shell = await shellOf('root', { answer, maxSessions });
    const all = () => Promise.all(Array.from({ length: 12 }, () => shell.run(['true'])));
    for (const results of [await all(), await all()]) {
      expect(results).toEqual(Array(12).fill({ code: 0, stdout: 'done', stderr: '' }));
    }
    expect(server.mostSessions()).toBe(maxSessions);
    expect(server.asked).toHaveLength(24);
    expect(server.logins()).toBe(1);
  });

  it('tells that a connection was closed under a command, and logs in again for the next', async () => {
    let first = true;
    const shell = await shellOf('root', {
      answer: async () => {
        if (!first) return { stdout: 'again' };
        first = false;
        server.hangUp();
        return await sleep(50, {});
      },
    });
    await expect(shell.run(['sleep', '9'])).rejects.toMatchObject({ kind: 'connection-lost' });
    expect((await shell.run(['true'])).stdout).toBe('again');
    expect(server.logins()).toBe(2);
  });

  it('gives up a command that hangs, and has the others go on', async () => {
    const answer = ({ command }: Asked) =>
      command === 'hang' ? new Promise<never>(() => undefined) : { stdout: 'here' };
    const shell = await shellOf('root', { answer });
    const [hung, other] = await Promise.allSettled([
      shell.run(['hang'], { limitMs: 100 }),
      shell.run(['true']),
    ]);
    expect(hung).toMatchObject({ status: 'rejected', reason: { kind: 'timed-out' } });
    expect(other).toMatchObject({ value: { stdout: 'here' } });
    expect((await shell.run(['true'])).stdout).toBe('here');
  });

  it('leads to a port of the host, and says where there is none', async () => {
    const listener = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    const shell = await shellOf('root');
    const near = await shell.forward('127.0.0.1', port);
    expect(await text(connect(near.port, near.host))).toBe('hello');
    listener.close();
    await once(listener, 'close');
    expect(await text(connect(near.port, near.host))).toBe('');
  });

  it('tells that a session was refused', async () => {
    const shell = await shellOf('root', { maxSessions: 0 });
    await expect(shell.run(['true'])).rejects.toMatchObject({
      kind: 'connection-lost',
      message: expect.stringMatching(
        /^broker-1: must stay connected while it runs `true`, got '.*open failure.*'\. Look whether the host runs/,
      ) as string,
    });
  });
});
