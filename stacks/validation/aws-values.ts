import {
  beginsBlock,
  holdsCidr,
  parseAddress,
  parseExactCidr,
  type Cidr,
} from '../../cluster/cidr';
import type { Problem } from '../../cluster/errors';
import { text, type Check } from '../../cluster/checks/checks';

/** What AWS takes, value by value. Each says what it takes, and shows one. */

const idOf = (kind: string, prefix: string): Check<string> =>
  text(
    new RegExp(`^${prefix}-(?:[0-9a-f]{8}|[0-9a-f]{17})$`),
    `be the id of ${kind}`,
    `Name one such as '${prefix}-0a1b2c3d4e5f67890'`,
  );

export const VPC_ID = idOf('a VPC', 'vpc');
export const SUBNET_ID = idOf('a subnet', 'subnet');
export const IMAGE_ID = idOf('an image', 'ami');
export const PREFIX_LIST_ID = idOf('a prefix list', 'pl');
export const SECURITY_GROUP_ID = idOf('a security group', 'sg');

/** Of another account, behind a peering, with the account in front. */
export const PEER_GROUP_ID = text(
  /^(?:\d{12}\/)?sg-(?:[0-9a-f]{8}|[0-9a-f]{17})$/,
  'be the id of a security group',
  "Name one such as 'sg-0a1b2c3d4e5f67890', with '<account>/' in front where it is another's",
);

export const HOSTED_ZONE_ID = text(
  /^Z[0-9A-Z]{1,31}$/,
  'be the id of a hosted zone',
  "Name one such as 'Z0123456789ABCDEFGHIJ', without '/hostedzone/'",
);

export const ZONE = text(
  /^[a-z]+(-[a-z]+)+-\d[a-z]$/,
  'be an availability zone',
  "Name one such as 'eu-west-1a'; its id, such as 'euw1-az1', is another in each account",
);

const PARTITION = 'arn:aws(?:-[a-z]+)*';

/** Not an alias: what is encrypted with it is compared by the key's own ARN, and grants name that. */
export const KMS_KEY_ARN = text(
  new RegExp(`^${PARTITION}:kms:[a-z0-9-]+:\\d{12}:key/(?:mrk-[0-9a-f]{32}|[0-9a-f-]{36})$`),
  'be the ARN of a KMS key',
  "Name one such as 'arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-…'; an alias is none",
);

export const POLICY_ARN = text(
  new RegExp(`^${PARTITION}:iam::(?:aws|\\d{12}):policy/(?:[\\x21-\\x7e]+/)?[\\w+=,.@-]{1,128}$`),
  'be the ARN of an IAM policy',
  "Name one such as 'arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy'",
);

/** Of roles and users, also as a pattern; a name that is wildcards alone would be everyone's. */
export const ROLE_OR_USER_ARN = text(
  new RegExp(`^${PARTITION}:iam::\\d{12}:(?:role|user)/(?![*?/]*$)[\\w+=,.@/*?-]+$`),
  'be the ARN of a role or user, with its path, and not everyone’s',
  "Name one such as 'arn:aws:iam::123456789012:role/ci/deploy', for a session that of its role: `aws iam get-role --role-name NAME`",
);

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const BUCKET_PATTERN = text(
  /^(?=[a-z0-9*?.-]{3,63}$)[a-z0-9][a-z0-9.-]{2}[a-z0-9*?.-]*$/,
  "be a bucket's name, or a pattern that begins with three characters of one",
  "Write such as 'amazon-ssm-eu-west-1', without 's3://' and without an ARN",
);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const IAM_PATH = text(
  /^\/(?:[\x21-\x2e\x30-\x7e]+\/)*$/,
  "be a path of IAM: '/' at both ends, no blanks",
  "Write it as '/kafka/'",
);

export const TOPIC_ARN = text(
  new RegExp(`^${PARTITION}:sns:[a-z0-9-]+:\\d{12}:[\\w-]{1,256}$`),
  'be the ARN of an SNS topic, and not of a FIFO one, which alarms can’t tell',
  "Name one such as 'arn:aws:sns:eu-west-1:123456789012:alarms'",
);

export const KEY_PAIR = text(
  /^(?!ssh-\S+ |ecdsa-\S+ |-----|\s)[\x20-\x7e]{1,255}(?<!\s)$/,
  'be the name of an EC2 key pair: up to 255 ASCII characters, without blanks at its ends',
  'Name one that is in the region; `aws ec2 describe-key-pairs` lists them',
);

export const LINUX_USER = text(
  /^[a-z_][a-z0-9_-]{0,31}$/,
  'be the name of a Linux user',
  "Name the image's first user, such as 'admin'",
);

export const IPV4: Check<string> = (value, path) =>
  typeof value === 'string' && parseAddress(value)?.family === 4
    ? []
    : [{ path, rule: 'be an IPv4 address', value, remedy: "Write it as '10.20.0.11'" }];

/** Blocks that no VPC can have. @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const KEPT_BLOCKS = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'];

/** A block for a VPC or a subnet of it. */
export const VPC_BLOCK: Check<string> = (value, path) => {
  const block = typeof value === 'string' ? parseExactCidr(value) : undefined;
  if (!block || !fitsAws(block)) return [notABlock(path, value)];
  const kept = KEPT_BLOCKS.find((each) => holdsCidr([parseExactCidr(each)!], block));
  if (kept === undefined) return [];
  return [
    { path, rule: `not lie in ${kept}`, value, remedy: "Take a private one: '10.20.0.0/22'" },
  ];
};

/** AWS takes blocks from /16 to /28, for a VPC and for a subnet. */
const fitsAws = (block: Cidr): boolean =>
  block.family === 4 && block.prefix >= 16 && block.prefix <= 28 && beginsBlock(block);

function notABlock(path: string, value: unknown): Problem {
  return {
    path,
    rule: 'be a block of IPv4 addresses of /16 to /28 that begins at a multiple of its size',
    value,
    remedy: "Write it as '10.20.0.0/22'",
  };
}
