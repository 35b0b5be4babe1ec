import { parseAddress } from '../cidr';
import type {
  Inventory,
  InventoryDisk,
  InventoryHost,
  InventoryNetwork,
  InventorySecurityGroups,
} from './inventory';
import { PROGRAM } from '../program';
import { anyRecord, list, mapOf, only, optional, record, text, type Check } from '../checks/checks';

/** What to do about an inventory that is none. */
export const REMEDY =
  "Take the stack's output `inventory` as it is: `terraform output -json inventory`";

// Each becomes a word of a command, a path or an address: none may begin like an option, or hold
// what a shell or a terminal would take for something else.
const word = (pattern: RegExp, rule: string): Check<string> => text(pattern, rule, REMEDY);

const HOST_NAME = /^(?![\d.]+$)(?=.{1,253}$)[a-z\d][a-z\d-]{0,62}(?:\.[a-z\d][a-z\d-]{0,62})*\.?$/i;
/** Whether it is an address of IP, or could be the name of a host. */
export function isHost(value: unknown): value is string {
  return typeof value === 'string' && (parseAddress(value) !== undefined || HOST_NAME.test(value));
}
const HOST_ADDRESS: Check<string> = (value, path) =>
  isHost(value)
    ? []
    : [{ path, rule: 'be an IP address or the name of a host', value, remedy: REMEDY }];

/** Of a user of a host. */
export const USER_NAME = /^[a-z_][\w.-]{0,31}$/i;

/** @see https://developer.hashicorp.com/terraform/cli/state/resource-addressing */
const INDEX = String.raw`(?:\[(?:\d+|"[\w .:/-]+")\])?`;
const TERRAFORM_ADDRESS = word(
  new RegExp(
    String.raw`^(?:module\.[A-Za-z_][\w-]*${INDEX}\.)*(?!module\.)[a-z][a-z\d_]*\.[A-Za-z_][\w-]*${INDEX}$`,
  ),
  "be the address of a resource in terraform's state",
);

const NO_STEP_UP = String.raw`(?!.*(?:^|/)\.{1,2}(?:/|$))`;
const KEY_PREFIX = word(
  new RegExp(String.raw`^${NO_STEP_UP}[A-Za-z\d][\w.-]*(?:/[\w.-]+)*$`),
  'be the beginning of a key, without `.` and `..`',
);
const MOUNT_POINT = word(
  new RegExp(String.raw`^${NO_STEP_UP}(?:/[\w.+@-]+)+$`),
  'be an absolute path, without `.` and `..`',
);

const DISK = record<InventoryDisk>(
  {
    mountPoint: MOUNT_POINT,
    volumeId: optional(word(/^vol-[\da-f]+$/, "be a volume's id")),
  },
  REMEDY,
);

const SHA_256 = word(/^[\da-f]{64}$/, 'be a SHA-256 in hexadecimal');

const HOST = record<InventoryHost>(
  {
    name: word(/^(?:broker|zookeeper)-\d+$/, "be a host's name, such as `broker-1`"),
    address: HOST_ADDRESS,
    sshUser: word(USER_NAME, 'be the name of a user'),
    instanceId: optional(word(/^i-[\da-f]+$/, "be an instance's id")),
    terraformAddress: TERRAFORM_ADDRESS,
    keyPrefix: KEY_PREFIX,
    imageId: optional(word(/^ami-[\da-f]+$/, "be an image's id")),
    userDataSha256: optional(SHA_256),
    manifestSha256: optional(SHA_256),
    disks: list(DISK, REMEDY),
  },
  REMEDY,
);

const RACK = word(/^[a-z\d][\w.-]*$/i, 'be the name of a rack');
const SECURITY_GROUP = word(/^sg-[\da-f]+$/, "be a security group's id");

const NETWORK = record<InventoryNetwork>(
  {
    vpcId: word(/^vpc-[\da-f]+$/, "be a VPC's id"),
    subnets: mapOf(RACK, word(/^subnet-[\da-f]+$/, "be a subnet's id"), REMEDY),
  },
  REMEDY,
);

/** What an inventory looks like; whether its hosts are those of its spec is another question. */
export const INVENTORY_SHAPE: Check<Inventory> = record<Inventory>(
  {
    version: only(1, `Use the release of ${PROGRAM} that deployed the cluster`),
    spec: anyRecord(REMEDY),
    region: word(/^[a-z]{2,8}(?:-[a-z]+){1,3}-\d{1,2}$/, 'be a region, such as `eu-west-1`'),
    bucket: word(/^(?!.*\.\.)[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, "be a bucket's name"),
    hosts: list(HOST, REMEDY),
    secretsKeyArn: optional(
      word(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, 'be the ARN of a KMS key'),
    ),
    network: optional(NETWORK),
    securityGroupIds: optional(
      record<InventorySecurityGroups>(
        { brokers: SECURITY_GROUP, zookeepers: SECURITY_GROUP },
        REMEDY,
      ),
    ),
  },
  REMEDY,
);
