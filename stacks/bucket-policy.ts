import { brokerLogPrefix } from '../cluster/processes/broker-logs';
import type { PolicyStatement } from './policy-document';

/** The account that a cluster stands in, as ARNs name it. */
export interface AwsAccount {
  /** `aws`, or that of another part of AWS, such as `aws-cn`. */
  readonly partition: string;
  readonly id: string;
}

export interface BucketPolicyParts {
  readonly bucketArn: string;
  readonly clusterName: string;
  /** Whether hosts bring their log files. */
  readonly hasLogs?: boolean;
  readonly account: AwsAccount;
  /** The role of each host, by the host's name. */
  readonly hostRoleArns: Readonly<Record<string, string>>;
  /** ARNs of the roles and users that deploy, also as patterns; none: not known. */
  readonly deployers: readonly string[];
}

/** All but reading: what S3 may learn to do later is refused, too. */
const ALL_BUT_READING = ['s3:Get*', 's3:List*'];

/**
 * Who may not do what with a cluster's bucket. All statements deny, so that nobody gets a right by it
 * that IAM does not give.
 *
 * @see docs/decisions/0042-who-writes-what-hosts-run.md
 */
export function bucketPolicy(parts: BucketPolicyParts): readonly PolicyStatement[] {
  const { bucketArn, account } = parts;
  const all = [bucketArn, `${bucketArn}/*`];
  return [
    {
      ...DENY_ALL,
      Sid: 'OnlyThroughTls',
      Action: 's3:*',
      Resource: all,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      ...DENY_ALL,
      Sid: 'OnlyThisAccount',
      Action: 's3:*',
      Resource: all,
      Condition: {
        StringNotEquals: { 'aws:PrincipalAccount': account.id },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    },
    ...(parts.deployers.length > 0 ? [onlyDeployers(parts)] : noMachines(parts)),
    ...Object.keys(parts.hostRoleArns).map((host) => onlyHostItself(parts, host)),
  ];
}

const DENY_ALL = { Effect: 'Deny', Principal: '*' } as const;

/** The account's root user is let through: it alone could mend a list that names nobody. */
function onlyDeployers({ account, deployers, ...parts }: BucketPolicyParts): PolicyStatement {
  const root = `arn:${account.partition}:iam::${account.id}:root`;
  return {
    ...changesOf(parts),
    Sid: 'OnlyDeployersWrite',
    Condition: { ArnNotLike: { 'aws:PrincipalArn': [root, ...deployers] } },
  };
}

/** Where it is not known who deploys: no host of the cluster, and no other machine of EC2. */
function noMachines(parts: BucketPolicyParts): readonly PolicyStatement[] {
  return [
    {
      ...changesOf(parts),
      Sid: 'HostsWriteNothing',
      Condition: { ArnLike: { 'aws:PrincipalArn': Object.values(parts.hostRoleArns) } },
    },
    {
      ...changesOf(parts),
      Sid: 'MachinesWriteNothing',
      // There, with the role of an instance of EC2 alone.
      Condition: { Null: { 'aws:Ec2InstanceSourceVpc': 'false' } },
    },
  ];
}

/** Of the bucket itself and of all in it, save what hosts write. */
function changesOf(
  parts: WrittenTo,
): Pick<PolicyStatement, 'Effect' | 'Principal' | 'NotAction' | 'NotResource'> {
  return { ...DENY_ALL, NotAction: ALL_BUT_READING, NotResource: hostsWriteTo(parts) };
}

type WrittenTo = Pick<BucketPolicyParts, 'bucketArn' | 'clusterName' | 'hasLogs'>;

/** Patterns of the keys that a host, or any, writes: which SSH host key it has, and its log files. */
export function writtenKeys(
  { clusterName, hasLogs = false }: Omit<WrittenTo, 'bucketArn'>,
  host = '*',
): readonly string[] {
  return [
    `${clusterName}/${host}/published/*`,
    ...(hasLogs ? [`${brokerLogPrefix(clusterName)}/${host}/*`] : []),
  ];
}

/** The same as resources of a policy. */
export function hostsWriteTo(parts: WrittenTo, host?: string): string | readonly string[] {
  return oneOrMore(writtenKeys(parts, host).map((key) => `${parts.bucketArn}/${key}`));
}

/** As IAM writes a list of one. */
const oneOrMore = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 ? values[0]! : values;

/** The SSH host keys that a host publishes are what the tools know it by; its log files are no other's. */
function onlyHostItself(parts: BucketPolicyParts, host: string): PolicyStatement {
  return {
    ...DENY_ALL,
    Sid: `OnlyItself${host.replace(/\W/g, '')}`,
    Action: ['s3:PutObject*', 's3:ReplicateObject'],
    Resource: hostsWriteTo(parts, host),
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': parts.hostRoleArns[host]! } },
  };
}
