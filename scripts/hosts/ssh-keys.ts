import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  createAgent,
  utils,
  type BaseAgent,
  type PublicKeyAuthMethod,
  type AgentAuthMethod,
} from 'ssh2';
import { HostError } from './host-error';
import type { SshSettings } from './ssh-settings';

/** A way to log in. */
export type LoginMethod = PublicKeyAuthMethod | AgentAuthMethod;

/** What a login shows, and what to call it in an error. */
export interface LoginKeys {
  readonly methods: readonly LoginMethod[];
  /** Such as "the agent's 2 keys". */
  readonly described: string;
}

const USUAL_IDENTITIES = ['id_ed25519', 'id_ecdsa', 'id_rsa'].map((name) =>
  join(homedir(), '.ssh', name),
);

/**
 * The keys to show to a host: those of the files that were asked for; otherwise those of the agent
 * and of the usual files.
 *
 * @param target what errors call the host
 * @throws HostError where there is none, or a file that was asked for can't be used
 */
export async function loginKeys(
  target: string,
  user: string,
  { identities, agent }: Pick<SshSettings, 'identities' | 'agent'>,
): Promise<LoginKeys> {
  if (identities.length > 0) {
    const methods = identities.map((file) => fromFile(target, user, file));
    return { methods, described: identities.join(', ') };
  }
  const held = agent === undefined ? 0 : await countKeys(target, agent);
  const usual = USUAL_IDENTITIES.filter((file) => existsSync(file) && !isEncrypted(file));
  const methods: LoginMethod[] = [
    ...(agent !== undefined && held > 0 ? [{ type: 'agent' as const, username: user, agent }] : []),
    ...usual.map((file) => fromFile(target, user, file)),
  ];
  if (methods.length === 0) throw noKeys(target, agent);
  const described = [...(held > 0 ? [`the agent's ${held} keys`] : []), ...usual].join(', ');
  return { methods, described };
}

function fromFile(target: string, user: string, file: string): PublicKeyAuthMethod {
  const key = readKey(target, file);
  const parsed = utils.parseKey(key);
  if (!(parsed instanceof Error)) return { type: 'publickey', username: user, key };
  const encrypted = /passphrase|encrypted/i.test(parsed.message);
  throw new HostError('no-keys', {
    path: file,
    rule: 'be a private key that can be used without asking',
    value: encrypted ? 'one with a passphrase' : parsed.message,
    remedy: encrypted
      ? `Add it to an agent (\`ssh-add ${file}\`) and leave out --identity`
      : 'Name a private key in the form of OpenSSH or PEM',
  });
}

function readKey(target: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new HostError(
      'no-keys',
      {
        path: file,
        rule: `be a readable private key for ${target}`,
        value: code,
        remedy: 'Check --identity',
      },
      { cause },
    );
  }
}

function isEncrypted(file: string): boolean {
  try {
    return utils.parseKey(readFileSync(file)) instanceof Error;
  } catch {
    return true;
  }
}

async function countKeys(target: string, socket: string): Promise<number> {
  const agent: BaseAgent = createAgent(socket);
  try {
    const identities = await promisify(agent.getIdentities.bind(agent))();
    return identities?.length ?? 0;
  } catch (cause) {
    throw new HostError(
      'no-keys',
      {
        path: target,
        rule: 'be logged in to with keys of the agent',
        value: `no answer at ${socket} (${(cause as Error).message})`,
        remedy: 'Start an agent, or unset SSH_AUTH_SOCK and name a key with --identity FILE',
      },
      { cause },
    );
  }
}

function noKeys(target: string, agent: string | undefined): HostError {
  return new HostError('no-keys', {
    path: target,
    rule: 'be logged in to with a key',
    value:
      agent === undefined
        ? 'no agent (SSH_AUTH_SOCK), no --identity and no key in ~/.ssh'
        : 'an agent without keys, no --identity and no key in ~/.ssh',
    remedy: 'Add a key to the agent (`ssh-add`), or name one with --identity FILE',
  });
}
