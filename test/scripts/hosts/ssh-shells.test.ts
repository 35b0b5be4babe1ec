import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket, connect } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InventoryHost } from '../../../cluster/inventory/inventory';
import {
  checkSshWay,
  openSshShells,
  type SshShellsOptions,
} from '../../../scripts/hosts/ssh-shells';
import { HostError } from '../../../scripts/hosts/host-error';
import { isAlive } from '../../../scripts/system/process-id';
import type { HostShells } from '../../../scripts/hosts/host-shell';
import { DEFAULT_SSH, type SshSettings } from '../../../scripts/hosts/ssh-settings';
import { describeOverSsh } from '../../support/describe-over-ssh';
import { inventoryOf } from '../../support/inventories';
import { CLOSED_PORT } from '../../support/closed-port';
import { until } from '../../support/until';
import { startSshd, type TestSshd } from '../../support/start-sshd';

describeOverSsh('hosts over SSH', () => {
  let sshd: TestSshd;
  const opened: HostShells[] = [];
  const servers: Server[] = [];

  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((shells) => shells.close()));
    for (const server of servers.splice(0)) server.close();
  });
  afterAll(() => sshd.stop());

  const optionsOf = (
    settings: Partial<SshSettings> = {},
    {
      knownHosts = sshd.knownHosts,
      ...host
    }: Partial<InventoryHost> & { knownHosts?: string } = {},
  ): SshShellsOptions => ({
    inventory: inventoryOf(undefined, { sshUser: sshd.user, ...host }),
    settings: { ...DEFAULT_SSH, port: sshd.port, identities: [sshd.identity], ...settings },
    knownHosts: [knownHosts],
  });

  function open(...options: Parameters<typeof optionsOf>) {
    const shells = openSshShells(optionsOf(...options));
    opened.push(shells);
    return shells.of('broker-1');
  }

  async function failureOf(shell: { run(argv: readonly string[]): Promise<unknown> }) {
    const error: unknown = await shell.run(['true']).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof HostError)) throw new Error(`no HostError but ${String(error)}`);
    return error;
  }

  async function listen(onSocket: (socket: Socket) => void): Promise<number> {
    const server = createServer({ allowHalfOpen: true }, onSocket).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  describe('commands and files', () => {
    it('give their exit code, output and errors apart, whatever is in their words', async () => {
      const word = `a 'b' "c" $HOME \n; é`;
      expect(await open().run(['printf', '%s', word])).toEqual({
        code: 0,
        stdout: word,
        stderr: '',
      });
      expect(await open().run(['sh', '-c', 'cat; echo bad >&2; exit 3'], { input: 'in' })).toEqual({
        ...{ code: 3, stdout: 'in', stderr: 'bad\n' },
      });
    });

    it('say when a signal ended it', async () => {
      const { code, stderr } = await open().run(['sh', '-c', 'kill -9 $$']);
      expect(code).toBeGreaterThanOrEqual(128);
      expect(stderr).toBe('ended by SIGKILL');
    });

    it('replace a file in one step, with its mode, and leave nothing beside it', async () => {
      const folder = join(sshd.folder, 'files');
      const shell = open();
      await shell.run(['mkdir', folder]);
      await shell.write(join(folder, 'a file'), 'one\n', 0o640);
      await shell.write(join(folder, 'a file'), 'two\n', 0o600);
      expect(await shell.read(join(folder, 'a file'))).toBe('two\n');
      expect(statSync(join(folder, 'a file')).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder)).toEqual(['a file']);
    });

    it('fail where the file or its folder is missing, naming host and path', async () => {
      await expect(open().read('/no/such')).rejects.toThrow(
        /^broker-1: must run `cat -- \/no\/such`/,
      );
      await expect(open().write('/no/such', '', 0o600)).rejects.toThrow(/\/no\/such/);
    });

    it('run side by side over one connection', async () => {
      const shell = open();
      const outputs = await Promise.all(
        Array.from({ length: 20 }, (_, n) => shell.run(['sh', '-c', `echo $PPID-${n}`])),
      );
      const clients = await shell.run(['sh', '-c', 'echo $SSH_CONNECTION']);
      expect(outputs.map(({ code }) => code)).toEqual(Array(20).fill(0));
      expect((await shell.run(['sh', '-c', 'echo $SSH_CONNECTION'])).stdout).toBe(clients.stdout);
    });

    it('end what takes too long', async () => {
      await expect(open().run(['sleep', '60'], { limitMs: 200 })).rejects.toMatchObject({
        kind: 'timed-out',
        message: expect.stringContaining('broker-1: must finish `sleep 60` within 0.2 s') as string,
      });
    });

    it('tell that the connection was lost under a command, and connect again for the next', async () => {
      const shell = open();
      const { stdout } = await shell.run(['sh', '-c', 'echo $PPID']);
      const lost = shell.run(['sleep', '60']);
      lost.catch(() => undefined);
      await shell.run(['sh', '-c', `kill -9 ${stdout.trim()}`]).catch(() => undefined);
      await expect(lost).rejects.toMatchObject({ kind: 'connection-lost' });
      expect((await shell.run(['echo', 'again'])).stdout).toBe('again\n');
    });
  });

  describe('ports', () => {
    it('lead through the host, each connection by itself', async () => {
      const port = await listen((socket) => socket.end('hello'));
      const near = await open().forward('127.0.0.1', port);
      expect(near.port).not.toBe(port);
      expect(await Promise.all([1, 2, 3].map(() => text(connect(near.port, near.host))))).toEqual([
        ...['hello', 'hello', 'hello'],
      ]);
    });

    it('bring an answer that comes after the question has ended', async () => {
      const port = await listen((socket) => {
        let heard = '';
        socket.on('data', (data: Buffer) => (heard += data.toString()));
        socket.on('end', () => void sleep(200).then(() => socket.end(`late: ${heard}`)));
      });
      const near = await open().forward('127.0.0.1', port);
      const socket = connect(near.port, near.host);
      socket.end('mntr');
      expect(await text(socket)).toBe('late: mntr');
    });

    it('bring the whole of a long answer, also to one who reads slowly', async () => {
      const answer = 'x'.repeat(5_000_000);
      const port = await listen((socket) => socket.end(answer));
      const near = await open().forward('127.0.0.1', port);
      const socket = connect(near.port, near.host);
      let length = 0;
      for await (const data of socket) {
        length += (data as Buffer).length;
        await sleep(1);
      }
      expect(length).toBe(answer.length);
    });

    it('are closed when nobody waits any more for a process that hangs', async () => {
      let asked: Socket | undefined;
      const port = await listen((socket) => {
        asked = socket.resume();
      });
      const near = await open().forward('127.0.0.1', port);
      const socket = connect(near.port, near.host);
      socket.write('mntr');
      await until('the question to arrive', () => asked !== undefined);
      expect(openAt(near.port)).toBeGreaterThan(0);
      socket.destroy();
      await until('the tunnel to close', () => openAt(near.port) === 0);
    });

    it('say so where the host lets none be forwarded', async () => {
      const strict = await startSshd({ config: ['AllowTcpForwarding no'] });
      try {
        const identities = [strict.identity];
        const shell = open({ port: strict.port, identities }, { knownHosts: strict.knownHosts });
        const near = await shell.forward('127.0.0.1', strict.port);
        expect(await text(connect(near.port, near.host))).toBe('');
        await expect(shell.forward('127.0.0.1', strict.port)).rejects.toThrow(
          /^broker-1: must let the ports of its processes be forwarded, got '.*'\. Look at AllowTcpForwarding/,
        );
      } finally {
        await strict.stop();
      }
    });

    it('close at once where nobody listens on the other side', async () => {
      const near = await open().forward('127.0.0.1', CLOSED_PORT);
      expect(await text(connect(near.port, near.host))).toBe('');
    });
  });

  /** Of the connections to a port of this machine, those that are held open here. */
  function openAt(port: number): number {
    const end = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
    const established = '01';
    const closeWait = '08';
    return readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(
        ([, local, , state = '']) => local === end && [established, closeWait].includes(state),
      ).length;
  }

  describe('the host key', () => {
    it('is taken where its name is hashed, and where the server has keys of several kinds', async () => {
      const many = await startSshd({ keyTypes: ['rsa', 'ecdsa', 'ed25519'] });
      try {
        const [rsa] = many.publicKey.split('\n');
        const knownHosts = join(many.folder, 'hashed');
        writeFileSync(knownHosts, `[127.0.0.1]:${many.port} ${rsa}\n`);
        spawnSync('ssh-keygen', ['-H', '-f', knownHosts]);
        expect(readFileSync(knownHosts, 'utf8')).toMatch(/^\|1\|/);
        const shell = open({ port: many.port, identities: [many.identity] }, { knownHosts });
        expect((await shell.run(['echo', 'in'])).stdout).toBe('in\n');
      } finally {
        await many.stop();
      }
    });
  });

  describe('the login', () => {
    it('takes a key of the agent', async () => {
      await withAgent(sshd, async (agent, add) => {
        add(sshd.identity);
        const shell = open({ identities: [], agent });
        expect((await shell.run(['echo', 'in'])).stdout).toBe('in\n');
      });
    });

    it('says that the agent holds no key', async () => {
      await withAgent(sshd, async (agent) => {
        const error = await failureOf(open({ identities: [], agent }));
        // A key in ~/.ssh of whoever runs this would be shown instead.
        expect(['no-keys', 'authentication']).toContain(error.kind);
        if (error.kind === 'no-keys') expect(error.message).toContain('an agent without keys');
      });
    });

    it('says that nobody answers at the socket of the agent', async () => {
      const agent = join(sshd.folder, 'no-agent');
      const error = await failureOf(open({ identities: [], agent }));
      expect(error.kind).toBe('no-keys');
      expect(error.message).toContain(`no answer at ${agent}`);
    });

    it('refuses a key with a passphrase, and says what to do', async () => {
      const locked = sshd.newKey('locked', { passphrase: 'secret words' });
      const error = await failureOf(open({ identities: [locked] }));
      expect(error.kind).toBe('no-keys');
      expect(error.message).toContain(`Add it to an agent (\`ssh-add ${locked}\`)`);
      expect(error.message).not.toContain('secret words');
    });

    it('refuses a file that is no key, and one that is missing', async () => {
      const noKey = join(sshd.folder, 'no-key');
      writeFileSync(noKey, 'hello\n');
      expect((await failureOf(open({ identities: [noKey] }))).kind).toBe('no-keys');
      const missing = await failureOf(open({ identities: ['/no/such/key'] }));
      expect(missing.message).toMatch(/^\/no\/such\/key: must be a readable private key.*ENOENT/);
    });
  });

  describe('the way to the host', () => {
    it('ends at a name that nobody knows', async () => {
      const address = 'no-such-host.invalid';
      const knownHosts = join(sshd.folder, 'unknown-name');
      writeFileSync(knownHosts, `[${address}]:${sshd.port} ${sshd.publicKey}`);
      const error = await failureOf(open({}, { address, knownHosts }));
      expect(error.kind).toBe('name-unknown');
      expect(error.message).toContain('nobody knows the name no-such-host.invalid');
    });

    it('ends at a port that nobody listens on', async () => {
      const port = CLOSED_PORT;
      const knownHosts = join(sshd.folder, 'closed-port');
      writeFileSync(knownHosts, `[127.0.0.1]:${port} ${sshd.publicKey}`);
      const error = await failureOf(open({ port }, { knownHosts }));
      expect(error.kind).toBe('refused');
      expect(error.message).toContain(`broker-1 (127.0.0.1:${port})`);
    });

    it('ends at a server that says nothing, in its time', async () => {
      const port = await listen(() => undefined);
      const knownHosts = join(sshd.folder, 'silent-port');
      writeFileSync(knownHosts, `[127.0.0.1]:${port} ${sshd.publicKey}`);
      const error = await failureOf(open({ port, connectLimitMs: 300 }, { knownHosts }));
      expect(error.kind).toBe('timed-out');
      expect(error.message).toContain('must answer within 0.3 s');
    });

    it('ends at a server that speaks something else', async () => {
      const port = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      const knownHosts = join(sshd.folder, 'web-port');
      writeFileSync(knownHosts, `[127.0.0.1]:${port} ${sshd.publicKey}`);
      expect((await failureOf(open({ port }, { knownHosts }))).kind).toBe('connection-lost');
    });
  });

  describe('a bastion', () => {
    const through = (address = '127.0.0.2', port = sshd.port) => ({
      bastion: { user: sshd.user, address, port },
    });

    it('leads to the hosts behind it', async () => {
      const shell = open(through());
      const { stdout } = await shell.run(['sh', '-c', 'echo $SSH_CONNECTION']);
      expect(stdout).toMatch(/ 127\.0\.0\.1 \d+\n$/);
    });

    it('must show a known key as well', async () => {
      const lines = readFileSync(sshd.knownHosts, 'utf8').replace('127.0.0.*', '127.0.0.1');
      const knownHosts = join(sshd.folder, 'without-bastion');
      writeFileSync(knownHosts, lines);
      const error = await failureOf(open(through(), { knownHosts }));
      expect(error.kind).toBe('host-key');
      expect(error.message).toContain(`the bastion (127.0.0.2:${sshd.port})`);
    });

    it('is named where it is what can not be reached', async () => {
      const error = await failureOf(open(through('no-such-bastion.invalid')));
      expect(error.message).toMatch(/^the bastion \(no-such-bastion\.invalid/);
    });

    it('is looked at before there is any host behind it', async () => {
      const nobodyThere = { port: CLOSED_PORT };
      await checkSshWay(optionsOf({ ...nobodyThere, ...through() }));
      await expect(
        checkSshWay(optionsOf({ ...nobodyThere, ...through('no-such-bastion.invalid') })),
      ).rejects.toThrow(/^the bastion \(no-such-bastion\.invalid/);
      const past = { ...through('no-such-bastion.invalid'), proxyCommand: 'true' };
      await checkSshWay(optionsOf({ ...nobodyThere, ...past }));
    });

    it('says that it can not reach the host', async () => {
      const port = CLOSED_PORT;
      appendFileSync(sshd.knownHosts, `[127.0.0.1]:${port} ${sshd.publicKey}`);
      const error = await failureOf(open({ port, ...through() }));
      expect(error.kind).toBe('refused');
      expect(error.message).toMatch(/must be reachable from the bastion, got 'Connection refused'/);
    });

    it('is told apart from one that forbids to lead on', async () => {
      const strict = await startSshd({ config: ['AllowTcpForwarding no'] });
      try {
        appendFileSync(sshd.knownHosts, readFileSync(strict.knownHosts));
        appendFileSync(
          join(strict.folder, 'authorized_keys'),
          readFileSync(`${sshd.identity}.pub`),
        );
        const error = await failureOf(open(through('127.0.0.1', strict.port)));
        expect(error.kind).toBe('unreachable');
        expect(error.message).toContain('AllowTcpForwarding of the bastion');
      } finally {
        await strict.stop();
      }
    });
  });

  describe('a proxy command', () => {
    const PIPE =
      'const s = require("node:net").connect(+process.argv[2], process.argv[1]); process.stdin.pipe(s).pipe(process.stdout)';

    it('leads to the host by its standard input and output', async () => {
      const proxyCommand = `'${process.execPath}' -e '${PIPE}' %h %p`;
      expect((await open({ proxyCommand }).run(['echo', 'in'])).stdout).toBe('in\n');
    });

    it('is given the instance, the user, and a percent sign', async () => {
      const file = join(sshd.folder, 'words');
      const proxyCommand = `echo %i %r 100%% >${file}; exec '${process.execPath}' -e '${PIPE}' %h %p`;
      const instanceIdOf = (name: string) => Promise.resolve(`i-of-${name}`);
      opened.push(openSshShells({ ...optionsOf({ proxyCommand }), instanceIdOf }));
      await opened.at(-1)!.of('broker-1').run(['true']);
      expect(readFileSync(file, 'utf8')).toBe(`i-of-broker-1 ${sshd.user} 100%\n`);
    });

    it('that ends at once is told with what it said', async () => {
      const error = await failureOf(
        open({ proxyCommand: 'TOKEN=sesame-open; echo No $TOKEN >&2; exit 254' }),
      );
      expect(error.kind).toBe('proxy-command');
      expect(error.message).toContain("its end with code 254: No …'");
      expect(error.message).not.toContain('sesame');
    });

    it('that closes the connection before it ends is told with its own end', async () => {
      const proxyCommand = 'echo SSH-1.0-old; exec <&- >&-; sleep 0.1; echo no route >&2; exit 3';
      const error = await failureOf(open({ proxyCommand }));
      expect(error.message).toContain("its end with code 3: no route'");
    });

    it('that is no program is told as well', async () => {
      const error = await failureOf(open({ proxyCommand: 'no-such-program %h' }));
      expect(error.message).toMatch(/127: .*no-such-program: not found/);
    });

    it('is ended with the connection', async () => {
      const file = join(sshd.folder, 'proxy-pid');
      const proxyCommand = `echo $$ >${file}; exec '${process.execPath}' -e '${PIPE}' %h %p`;
      await open({ proxyCommand }).run(['true']);
      const pid = readFileSync(file, 'utf8').trim();
      await opened.at(-1)!.close();
      await until('the proxy is gone', () => !isAlive(Number(pid)));
    });
  });
});

async function withAgent(
  { folder }: TestSshd,
  work: (socket: string, add: (file: string) => void) => Promise<void>,
): Promise<void> {
  const socket = join(folder, `agent-${process.hrtime.bigint()}`);
  const { stdout } = spawnSync('ssh-agent', ['-s', '-a', socket], { encoding: 'utf8' });
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(stdout)?.[1]);
  const env = { ...process.env, SSH_AUTH_SOCK: socket };
  try {
    await work(socket, (file) => spawnSync('ssh-add', ['-q', file], { env }));
  } finally {
    process.kill(pid);
  }
}
