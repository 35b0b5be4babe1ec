import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import {
  DEFAULT_SIGNING_SECONDS,
  type CommandAuthoritySpec,
} from '../../cluster/identities/authority-spec';
import { parseAddress } from '../../cluster/cidr';
import { formatProblem, UserError } from '../../cluster/errors';
import { maskText } from '../masking/mask-text';
import { signalSession, startInOwnSession } from '../system/own-session';
import type { CertificateAuthority, SigningRequest } from './certificate-authority';

/** Certificates are some kilobytes; whoever prints more prints something else. */
const MOST_BYTES = 65_536;

/** An authority that is asked by a command of the caller's, once for each certificate. */
export class CommandAuthority implements CertificateAuthority {
  constructor(private readonly spec: CommandAuthoritySpec) {}

  trusted(): Promise<string> {
    return Promise.resolve(this.spec.trusted);
  }

  async sign(asked: SigningRequest): Promise<string> {
    const { command, timeoutSeconds = DEFAULT_SIGNING_SECONDS } = this.spec;
    const child = startInOwnSession(command, {
      stdio: 'pipe',
      env: { ...process.env, ...environmentOf(asked) },
    });
    const kill = () => child.pid !== undefined && signalSession(child.pid, 'SIGKILL');
    let fault: string | undefined;
    const giveUp = (why: string) => {
      fault ??= why;
      kill();
    };
    const timer = setTimeout(
      () => giveUp(`nothing for ${timeoutSeconds} s`),
      timeoutSeconds * 1_000,
    );
    let bytes = 0;
    child.stdout!.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > MOST_BYTES) giveUp(`more than ${MOST_BYTES} bytes`);
    });
    // One that does not read it answers all the same, or ends.
    child.stdin!.on('error', () => undefined).end(asked.request);
    try {
      const [signed, said, [code, signal]] = await Promise.all([
        text(child.stdout!),
        text(child.stderr!),
        once(child, 'close') as Promise<[number | null, string | null]>,
      ]);
      if (fault === undefined && code === 0) return signed;
      throw this.refusal(fault ?? `${how(code, signal)}${lastWords(said)}`);
    } catch (error) {
      throw error instanceof UserError ? error : this.refusal((error as Error).message);
    } finally {
      clearTimeout(timer);
      kill();
    }
  }

  private refusal(value: string): UserError {
    const [program] = this.spec.command;
    return new UserError(
      formatProblem({
        path: 'security.authority.command',
        rule: `print a certificate for the request that it reads (${program})`,
        value,
        remedy: 'Run it by hand with a request on its standard input, and mend what it says',
      }),
    );
  }
}

function environmentOf({ names, days }: SigningRequest): NodeJS.ProcessEnv {
  const hosts = names.hosts.map(
    (host) => `${parseAddress(host) === undefined ? 'DNS' : 'IP'}:${host}`,
  );
  return {
    CDKTF_KAFKA_COMMON_NAME: names.commonName,
    CDKTF_KAFKA_SAN: hosts.join(','),
    CDKTF_KAFKA_DAYS: String(days),
  };
}

/** What setpriv and shells end with where there is no such program. */
const NOT_FOUND = 127;

function how(code: number | null, signal: string | null): string {
  if (code === NOT_FOUND) return 'no such program';
  return code === null ? `its end by ${signal}` : `exit code ${code}`;
}

/** The end of what it said of itself, which may be meant for a log and not for us. */
function lastWords(said: string): string {
  const lines = maskText(said.trim()).split('\n').slice(-3).join(' / ');
  return lines === '' ? '' : `: ${lines.slice(-200)}`;
}
