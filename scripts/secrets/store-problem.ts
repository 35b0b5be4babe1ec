import type { Problem } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';

/** Where an account keeps the secrets of a cluster. */
export interface AccountPlace {
  readonly clusterName: string;
  readonly region: string;
  /** What the names of its parameters begin with. */
  readonly folder: string;
  /** That they are encrypted with, and nothing else is. @default - nobody has named it: nothing new is kept */
  readonly keyArn?: string;
}

/** What was asked of Parameter Store in vain. */
export interface StoreRequest {
  /** Of the problem, such as `The secret /kafka/logs/authority`. */
  readonly path: string;
  /** What IAM must allow for it. */
  readonly right: string;
  readonly place: AccountPlace;
}

/** A way in which Parameter Store says no, told by the error's name and words. */
interface Refusal {
  readonly said: RegExp;
  readonly rule: string;
  readonly remedy: (request: StoreRequest) => string;
}

const PENDING = /pending ?(?:replica )?deletion/i;
const DISABLED = /is disabled|DisabledException/i;

/** The first that fits tells what to do. */
const REFUSALS: readonly Refusal[] = [
  {
    said: PENDING,
    rule: 'be encrypted with a key that stays',
    remedy: ({ place: { clusterName, region } }) =>
      'Within 30 days, `aws kms cancel-key-deletion` and `aws kms enable-key` bring that key back. Where the ' +
      `secret was left by a cluster that was destroyed, \`${RUN_PROGRAM} secrets ${clusterName} --region ${region} --remove\` ` +
      'takes away what it left; then go on',
  },
  {
    said: DISABLED,
    rule: 'be encrypted with a key that is enabled',
    remedy: () => 'Enable it with `aws kms enable-key`: somebody has disabled it',
  },
  {
    said: /Throttl|TooManyUpdates|RequestLimitExceeded|Rate exceeded/i,
    rule: 'be asked for less often',
    remedy: () => 'Run the command again in a minute; what was done stays done',
  },
  {
    said: /Credentials|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|Signature|\bSSO\b|Token/i,
    rule: 'be asked for with credentials that hold',
    remedy: (request) => `Sign in to ${accountOf(request)}, as for terraform`,
  },
  {
    said: /ParameterLimitExceeded|ParameterMaxVersion/i,
    rule: 'find room in Parameter Store',
    remedy: () => 'Remove parameters that nobody needs, or ask AWS for a higher quota',
  },
  {
    said: /TimeoutError|ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|socket hang up/i,
    rule: 'be within reach',
    remedy: ({ place: { region } }) =>
      `See that this machine reaches ssm.${region}.amazonaws.com, or its proxy`,
  },
];

/** What is wrong where Parameter Store refuses; it tells nothing of the secret itself. */
export function storeProblem({ name, message }: Error, request: StoreRequest): Problem {
  const value = message === name || message === '' ? name : `${name}: ${message}`;
  const refusal = REFUSALS.find(({ said }) => said.test(value));
  if (refusal) {
    return { path: request.path, rule: refusal.rule, value, remedy: refusal.remedy(request) };
  }
  return {
    ...{ path: request.path, rule: 'be open to this command in Parameter Store', value },
    remedy:
      `Give it AWS credentials of ${accountOf(request)} with ${request.right}, and with kms:Encrypt, ` +
      `kms:Decrypt and kms:GenerateDataKey for ${request.place.keyArn ?? 'their key'}`,
  };
}

/** As the key's ARN names it: whoever asks another account finds nothing there, or is refused. */
function accountOf({ place: { keyArn, region } }: StoreRequest): string {
  const account = keyArn?.split(':')[4];
  return account ? `account ${account} (${region})` : region;
}

/** Whether a secret can't be read since its key is deleted, or is about to be: one that is disabled comes back. */
export function isOfLostKey({ name, message }: Error): boolean {
  return PENDING.test(message) || (name === 'InvalidKeyId' && !DISABLED.test(message));
}
