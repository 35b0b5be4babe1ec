import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Client, ClientChannel } from 'ssh2';
import { hangUp } from './hang-up';
import type { Endpoint } from '../../cluster/listeners/endpoint';
import { HostError } from './host-error';
import type { CommandResult, FollowedShell, RunningCommand, RunOptions } from './host-shell';
import { commandFailed, runOrThrow } from './run-or-throw';
import { shellCommand } from './command-words';
import { ConcurrencyLimit } from './concurrency-limit';

const RUN_LIMIT_MS = 30_000;

/** For an answer to who has ended the question: nobody here waits so long for one. */
const ANSWER_LIMIT_MS = 5_000;

/** @see https://www.rfc-editor.org/rfc/rfc4254#section-5.1 */
const ADMINISTRATIVELY_PROHIBITED = 1;

/** OpenSSH refuses an eleventh session in a connection; where its MaxSessions is lower, we find out. */
const SESSIONS_AT_ONCE = 8;

/** Writes beside the file and renames: `sh -c … sh PATH MODE`, with the content as its input. */
const WRITE = `umask 077; new=$(mktemp "$1.XXXXXX") || exit 1
if cat >"$new" && chmod "$2" "$new" && mv -f "$new" "$1"; then exit 0; fi
rm -f "$new"; exit 1`;

/** A host over SSH, by one connection, which is made when it is needed and again when it was lost. */
export class SshShell implements FollowedShell {
  #client: Promise<Client> | undefined;
  readonly #forwards = new Map<string, Promise<Server>>();
  /** Near ends of tunnels. */
  readonly #tunnelled = new Set<Socket>();
  readonly #sessions = new ConcurrencyLimit(SESSIONS_AT_ONCE);
  #forbids: HostError | undefined;

  constructor(
    readonly name: string,
    private readonly options: {
      readonly connect: () => Promise<Client>;
      /** Whether the user is root already. */
      readonly asRoot: boolean;
    },
  ) {}

  async run(argv: readonly string[], options: RunOptions = {}): Promise<CommandResult> {
    const client = await this.#connected();
    const words = this.options.asRoot ? argv : ['sudo', '-n', '--', ...argv];
    for (;;) {
      const result = await this.#sessions.run(() =>
        this.#exec(client, shellCommand(words), { argv, ...options }).catch((error: unknown) => {
          // A server that allows fewer sessions than we open; the command has not begun.
          if (isSessionRefused(error) && this.#sessions.lower()) return undefined;
          throw error;
        }),
      );
      if (result) return result;
    }
  }

  async start(argv: readonly string[]): Promise<RunningCommand> {
    const client = await this.#connected();
    const words = this.options.asRoot ? argv : ['sudo', '-n', '--', ...argv];
    const channel = await new Promise<ClientChannel>((resolve, reject) => {
      client.exec(shellCommand(words), (error, opened) =>
        error ? reject(this.#lost(argv, error)) : resolve(opened),
      );
    });
    const ended = new Promise<CommandResult>((resolve, reject) => {
      const err: Buffer[] = [];
      let code: number | null | undefined;
      channel.stderr.on('data', (data: Buffer) => err.push(data));
      channel.on('exit', (status: number | null) => (code = status));
      channel.on('error', () => undefined);
      channel.on('close', () => {
        if (code === undefined) return reject(this.#lost(argv));
        const stderr = Buffer.concat(err).toString('utf8');
        resolve({ code: code ?? 128, stdout: '', stderr });
      });
    });
    // Whoever reads it to its end may ask later.
    ended.catch(() => undefined);
    return { stdout: channel, ended, end: () => void channel.end() };
  }

  async read(path: string): Promise<string> {
    return await runOrThrow(this, ['cat', '--', path]);
  }

  async write(path: string, content: string, mode: number): Promise<void> {
    const argv = ['sh', '-c', WRITE, 'sh', path, mode.toString(8)];
    const result = await this.run(argv, { input: content });
    if (result.code !== 0) throw commandFailed(this.name, ['write', path], result);
  }

  async forward(address: string, port: number): Promise<Endpoint> {
    await this.#connected();
    if (this.#forbids) throw this.#forbids;
    const key = `${address}:${port}`;
    const known = this.#forwards.get(key) ?? this.#listen(address, port);
    this.#forwards.set(key, known);
    const { port: near } = (await known).address() as AddressInfo;
    return { host: '127.0.0.1', port: near };
  }

  /** Waits for nobody: not for a login that is still going on, nor for the other side of a tunnel. */
  close(): void {
    for (const server of this.#forwards.values()) {
      server.then((listening) => listening.close()).catch(() => undefined);
    }
    this.#forwards.clear();
    this.#tunnelled.forEach((socket) => socket.destroy());
    this.#client?.then(hangUp).catch(() => undefined);
    this.#client = undefined;
  }

  #connected(): Promise<Client> {
    this.#client ??= this.#connect();
    return this.#client;
  }

  async #connect(): Promise<Client> {
    const forget = () => (this.#client = undefined);
    try {
      const client = await this.options.connect();
      client.once('close', forget);
      this.#forbids = undefined;
      return client;
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** All listeners at once: a short command's whole life may come in one packet. */
  #exec(
    client: Client,
    command: string,
    { argv, input = '', limitMs = RUN_LIMIT_MS }: RunOptions & { readonly argv: readonly string[] },
  ): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
      let channel: ClientChannel | undefined;
      const timer = setTimeout(() => {
        reject(this.#late(argv, limitMs));
        channel?.close();
      }, limitMs);
      const end = (result: CommandResult | undefined, cause?: unknown) => {
        clearTimeout(timer);
        client.off('close', onClose);
        if (result) resolve(result);
        else reject(this.#lost(argv, cause));
      };
      const onClose = () => end(undefined);
      client.once('close', onClose);
      try {
        client.exec(command, (error, opened) => {
          if (error) return end(undefined, error);
          channel = opened;
          collect(opened, end);
          opened.end(input);
        });
      } catch (cause) {
        // The server has hung up, and the connection is not closed yet.
        end(undefined, cause);
      }
    });
  }

  async #listen(address: string, port: number): Promise<Server> {
    // Who asks ZooKeeper ends the question and then waits for the answer, which must find its way back.
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => undefined);
      this.#tunnelled.add(socket);
      socket.on('close', () => this.#tunnelled.delete(socket));
      // Nobody waits for ever; the other side may be a process that hangs.
      socket.on('end', () => socket.setTimeout(ANSWER_LIMIT_MS, () => socket.destroy()));
      this.#connected()
        .then((client) =>
          client.forwardOut('127.0.0.1', 0, address, port, (error, channel) => {
            if (error) return this.#refused(error, socket);
            if (socket.destroyed) return channel.close();
            channel.on('error', () => socket.destroy());
            channel.on('close', () => socket.destroySoon());
            socket.on('close', () => channel.close());
            socket.pipe(channel).pipe(socket);
          }),
        )
        .catch(() => socket.destroy());
    });
    server.listen({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    server.unref();
    return server;
  }

  /** Nobody listens there, or the server lets no port be forwarded, which every later question meets. */
  #refused(error: Error & { readonly reason?: unknown }, socket: Socket): void {
    if (error.reason === ADMINISTRATIVELY_PROHIBITED) {
      this.#forbids = new HostError(
        'forwarding',
        {
          path: this.name,
          rule: 'let the ports of its processes be forwarded',
          value: error.message.replace(/^\(SSH\) Channel open failure: /, ''),
          remedy: 'Look at AllowTcpForwarding and PermitOpen in its sshd_config',
        },
        { cause: error },
      );
    }
    socket.destroy();
  }

  #lost(argv: readonly string[], cause?: unknown): HostError {
    return new HostError(
      'connection-lost',
      {
        path: this.name,
        rule: `stay connected while it runs \`${shellCommand(argv).slice(0, 200)}\``,
        value: cause instanceof Error ? cause.message : undefined,
        remedy: 'Look whether the host runs; it may be restarting',
      },
      { cause },
    );
  }

  #late(argv: readonly string[], limitMs: number): HostError {
    return new HostError('timed-out', {
      path: this.name,
      rule: `finish \`${shellCommand(argv).slice(0, 200)}\` within ${limitMs / 1_000} s`,
      remedy: 'Look at the load of the host; the command may still run there',
    });
  }
}

/** Whether the server opened no session for it: ssh2 then gives the reason's number. */
function isSessionRefused(error: unknown): boolean {
  const cause = error instanceof HostError ? error.cause : undefined;
  return cause instanceof Error && 'reason' in cause && typeof cause.reason === 'number';
}

/** Undefined where the channel closed without word of how the command ended. */
function collect(channel: ClientChannel, done: (result: CommandResult | undefined) => void): void {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  let ended: readonly [code: number | null, signal?: string] | undefined;
  channel.on('data', (data: Buffer) => out.push(data));
  channel.stderr.on('data', (data: Buffer) => err.push(data));
  channel.on('exit', (code: number | null, signal?: string) => (ended = [code, signal]));
  channel.on('error', () => undefined);
  channel.on('close', () => {
    if (!ended) return done(undefined);
    const text = (parts: readonly Buffer[]) => Buffer.concat(parts).toString('utf8');
    const killed = ended[1] === undefined ? '' : `ended by ${ended[1]}`;
    done({ code: ended[0] ?? 128, stdout: text(out), stderr: text(err) || killed });
  });
}
