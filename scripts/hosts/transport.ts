import { connect } from 'node:net';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'ssh2';
import { signalSession, startInOwnSession } from '../system/own-session';
import { HostError, type HostErrorKind } from './host-error';
import { proxyProgram, withoutItsWords } from './proxy-command-words';
import { shellCommand } from './command-words';

/** Bytes to and from an SSH server. */
export interface Transport {
  readonly stream: Duplex;
  /** Why it ended, where that says more than "closed". */
  readonly failure: () => Promise<HostError | undefined>;
}

/** The server that a transport leads to. */
export interface TransportTarget {
  /** What errors call it: `broker-1 (10.0.0.10:22)`. */
  readonly label: string;
  readonly address: string;
  readonly port: number;
  readonly limitMs: number;
}

const noFailure = () => Promise.resolve(undefined);

/** A program that closed its input or output is nearly over; what it is ended with would hide why. */
const PROXY_END_MS = 3_000;

/** @throws HostError that says why the port can't be reached */
export async function openTcp(target: TransportTarget): Promise<Transport> {
  const { address: host, port, limitMs } = target;
  const limit = AbortSignal.timeout(limitMs);
  const socket = connect({ host, port, noDelay: true });
  try {
    await once(socket, 'connect', { signal: limit });
    return { stream: socket, failure: noFailure };
  } catch (cause) {
    socket.destroy();
    throw limit.aborted ? timedOut(target, cause) : tcpError(target, cause);
  }
}

/** @throws HostError where the bastion can't reach the port either */
export async function openThrough(bastion: Client, target: TransportTarget): Promise<Transport> {
  const { address, port, limitMs } = target;
  let timer: NodeJS.Timeout | undefined;
  const opened = new Promise<Duplex>((resolve, reject) => {
    timer = setTimeout(() => reject(timedOut(target)), limitMs);
    bastion.forwardOut('127.0.0.1', 0, address, port, (error, channel) => {
      if (error) reject(error);
      else resolve(channel);
    });
  });
  try {
    return { stream: await opened, failure: noFailure };
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    const said = (cause as Error).message.replace(/^\(SSH\) Channel open failure: /, '');
    throw new HostError(
      kindOfRefusal(said),
      {
        path: target.label,
        rule: 'be reachable from the bastion',
        value: said,
        remedy: 'Check the address, the security groups, and AllowTcpForwarding of the bastion',
      },
      { cause },
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Starts a command whose standard input and output are the connection. */
export function openByCommand(
  command: string,
  target: TransportTarget,
  words: Readonly<Record<string, string>>,
): Transport {
  const line = command.replace(/%([%a-z])/g, (whole, letter: string) =>
    letter === '%' ? '%' : letter in words ? shellCommand([words[letter]!]) : whole,
  );
  const child = startInOwnSession(['sh', '-c', line], { stdio: ['pipe', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr?.on('data', (text: Buffer) => (stderr = `${stderr}${text.toString()}`.slice(-500)));
  const ended = new Promise<string>((resolve) => {
    child.on('close', (code, signal) =>
      resolve(code === null ? `by ${signal}` : `with code ${code}`),
    );
  });
  const endSoon = () => Promise.race([ended, sleep(PROXY_END_MS, undefined, { ref: false })]);
  const stop = async () => {
    if ((await endSoon()) === undefined) signalSession(child.pid!, 'SIGTERM');
  };
  const stream = Duplex.from({ writable: child.stdin!, readable: child.stdout! });
  stream.on('error', () => undefined);
  stream.on('close', () => child.pid !== undefined && void stop());
  const failure = async () => {
    const end = await endSoon();
    return end === undefined
      ? undefined
      : proxyEnded(target, { command, ended: end, stderr: stderr.trim() });
  };
  return { stream, failure };
}

function proxyEnded(
  { label }: TransportTarget,
  {
    command,
    ended,
    stderr,
  }: { readonly command: string; readonly ended: string; readonly stderr: string },
): HostError {
  const said = withoutItsWords(stderr, command);
  return new HostError('proxy-command', {
    path: label,
    rule: `be reached by its ${proxyProgram(command)}`,
    value: `its end ${ended}${said ? `: ${said}` : ''}`,
    remedy: 'Run that command by hand: what it prints first must be the SSH server',
  });
}

export function timedOut({ label, limitMs }: TransportTarget, cause?: unknown): HostError {
  return new HostError(
    'timed-out',
    {
      path: label,
      rule: `answer within ${limitMs / 1_000} s`,
      remedy:
        'Look whether it runs, and whether its security group lets SSH in from here; --bastion or --proxy-command lead around',
    },
    { cause },
  );
}

function tcpError({ label, address }: TransportTarget, cause: unknown): HostError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const [kind, rule, remedy] = TCP_ERRORS[code ?? ''] ?? [
    'unreachable',
    'be reachable',
    'Look at the network between here and there',
  ];
  const value = code ?? message;
  return new HostError(
    kind,
    { path: label, rule: rule.replace('%h', address), value, remedy },
    { cause },
  );
}

type Explanation = readonly [HostErrorKind, rule: string, remedy: string];

const UNKNOWN: Explanation = [
  'name-unknown',
  'have an address, but nobody knows the name %h',
  'Check the address in the inventory and the resolver of this machine',
];
const UNREACHABLE: Explanation = [
  'unreachable',
  'be reachable: there is no route to it',
  'Run this inside its network, or give --bastion or --proxy-command',
];
const TCP_ERRORS: Readonly<Record<string, Explanation>> = {
  ENOTFOUND: UNKNOWN,
  EAI_AGAIN: UNKNOWN,
  ECONNREFUSED: [
    'refused',
    'have an SSH server there, but the connection is refused',
    'Wait until it has started, or look at ssh.service on its console',
  ],
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ETIMEDOUT: [
    'timed-out',
    'answer',
    'Look whether it runs, and whether its security group lets SSH in',
  ],
};

function kindOfRefusal(said: string): HostErrorKind {
  if (/refused/i.test(said)) return 'refused';
  if (/timed? ?out/i.test(said)) return 'timed-out';
  return /name|resolve/i.test(said) ? 'name-unknown' : 'unreachable';
}
