import { formatProblem } from '../../../cluster/errors';
import { isOfLostKey, storeProblem } from '../../../scripts/secrets/store-problem';

const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d';
const request = {
  ...{ path: 'The secret /kafka/logs/authority', right: 'ssm:GetParameter' },
  place: { clusterName: 'logs', region: 'eu-west-1', folder: '/kafka/logs', keyArn: KEY },
};
const failed = (name: string, message: string) => Object.assign(new Error(message), { name });
const told = (name: string, message: string) =>
  formatProblem(storeProblem(failed(name, message), request));

it.each([
  [
    'a key that is about to be deleted',
    'InvalidKeyId',
    `${KEY} is pending deletion. (Service: AWSKMS; Status Code: 400; Error Code: KMSInvalidStateException)`,
    /must be encrypted with a key that stays, got .*pending deletion.*aws kms cancel-key-deletion.*secrets logs --region eu-west-1 --remove/,
  ],
  [
    'a key that somebody has disabled',
    'InvalidKeyId',
    `${KEY} is disabled. (Service: AWSKMS; Status Code: 400; Error Code: DisabledException)`,
    /must be encrypted with a key that is enabled, got .*is disabled.*`aws kms enable-key`/,
  ],
  [
    'too many requests',
    'ThrottlingException',
    'Rate exceeded',
    /must be asked for less often, got 'ThrottlingException: Rate exceeded'\. Run the command again/,
  ],
  [
    'credentials that are over',
    'ExpiredTokenException',
    'The security token included in the request is expired',
    /must be asked for with credentials that hold, got .*\. Sign in to account 123456789012 \(eu-west-1\)/,
  ],
  [
    'no credentials',
    'CredentialsProviderError',
    'Could not load credentials from any providers',
    /must be asked for with credentials that hold/,
  ],
  [
    'no way there',
    'TimeoutError',
    'Connection timed out after 5000 ms',
    /must be within reach, got .*\. See that this machine reaches ssm\.eu-west-1\.amazonaws\.com/,
  ],
  [
    'a right that is missing, or another account',
    'AccessDeniedException',
    'User: arn:aws:sts::999999999999:assumed-role/ci/x is not authorized to perform: ssm:GetParameter',
    /must be open to this command in Parameter Store, got .*not authorized.*credentials of account 123456789012 \(eu-west-1\) with ssm:GetParameter, and with kms:Encrypt/,
  ],
  [
    'what nobody thought of',
    'InternalServerError',
    'x',
    /must be open to this command in Parameter Store, got 'InternalServerError: x'/,
  ],
])('%s is told in words, with the way out', (_, name, message, words) => {
  expect(told(name, message)).toMatch(/^The secret \/kafka\/logs\/authority: must .*\.$/);
  expect(told(name, message)).toMatch(words);
});

it.each([
  [true, 'InvalidKeyId', `${KEY} is pending deletion.`],
  [true, 'InvalidKeyId', `Key '${KEY}' does not exist`],
  [false, 'InvalidKeyId', `${KEY} is disabled.`],
  [
    false,
    'AccessDeniedException',
    'The ciphertext refers to a customer master key that does not exist',
  ],
  [false, 'ThrottlingException', 'Rate exceeded'],
])('takes a key for lost (%j) that is told of as %s: %s', (isLost, name, message) => {
  expect(isOfLostKey(failed(name, message))).toBe(isLost);
});
