import type { AuthoritySpec } from '../identities/authority-spec';
import { type Check, integer, list, optional, text, variant } from '../checks/checks';

const WORD = text(
  /^[^\0]+$/,
  'be a word without the character NUL',
  "Give the program and its arguments, such as ['/opt/pki/sign', 'kafka']",
);

/** What is not as it should be may be a key: it is not shown. */
const trusted: Check<string> = (value, path) => {
  const isSound =
    typeof value === 'string' && /^(?![^]*PRIVATE KEY)[^]*-----BEGIN CERT/.test(value);
  const rule = 'be certificates as PEM, and nothing that is secret';
  const remedy = "Give the text of a file: readFileSync('authority.pem', 'utf8')";
  return isSound ? [] : [{ path, rule, remedy }];
};

/** Who signs, looked at by itself. */
export const AUTHORITY = variant<AuthoritySpec>(
  {
    own: {},
    'aws-private-ca': {
      arn: text(
        /^arn:aws[a-z-]*:acm-pca:[a-z0-9-]+:\d{12}:certificate-authority\/[\w-]+$/,
        'be the ARN of an authority of AWS Private CA',
        "Give one such as 'arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/ID'",
      ),
    },
    command: {
      command: list(WORD, 'Give the program and its arguments as a list'),
      trusted,
      timeoutSeconds: optional(integer(1, 3_600, 'Give the seconds for one certificate')),
    },
  },
  'Make it with Authority.own(), .awsPrivateCa(…) or .command(…)',
);
