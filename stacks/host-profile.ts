import { createHash } from 'node:crypto';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { ResolvedProps } from './kafka-cluster-props';
import { partTags, type Labels } from './labels';
import { policyDocument, type PolicyStatement } from './policy-document';
import { resolveTokens } from './resolve-tokens';
import { isKnownLater } from './validation/known-later';

export interface HostProfileProps {
  readonly labels: Labels;
  /** The host's name in the cluster, such as `broker-1`. */
  readonly hostName: string;
  readonly region: string;
  /** What names of AWS's services end with in this partition. */
  readonly dnsSuffix: string;
  readonly bucketArn: string;
  readonly kmsKeyArn: string;
  /** Patterns of the keys in the bucket that the host may read. */
  readonly mayRead: readonly string[];
  /** Patterns of the keys in the bucket that the host may write. */
  readonly mayWrite: readonly string[];
  /** Where it may publish metrics, in CloudWatch; undefined where it has none to publish. */
  readonly metricsNamespace?: string | undefined;
  /** What else it may do. @default [] */
  readonly further?: readonly PolicyStatement[];
  readonly iam: ResolvedProps['iam'];
  /** Further policies, such as one for an agent that the image has. */
  readonly policyArns: readonly string[];
}

/** IAM is the same in all regions, so that a cluster's name alone could be taken. */
export function hostRoleName({
  labels,
  region,
  hostName,
}: Pick<HostProfileProps, 'labels' | 'region' | 'hostName'>): string {
  return `${labels.clusterName}-${region}-${hostName}`;
}

/** What a host may do in AWS: read its own files and Kafka's archive, and say who it is and how it is. */
export class HostProfile extends Construct {
  readonly name: string;
  /** What must be there before the host's first boot. */
  readonly policies: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HostProfileProps,
  ) {
    super(scope, id);
    const { labels, hostName, policyArns, dnsSuffix, iam } = props;
    const name = hostRoleName(props);
    const tags = partTags(labels, hostName);
    const role = new IamRole(this, 'Role', {
      name,
      path: iam.path,
      permissionsBoundary: iam.permissionsBoundaryArn,
      description: `The host ${hostName} of the Kafka cluster ${labels.clusterName}`,
      assumeRolePolicy: policyDocument([
        {
          Sid: 'Ec2',
          Effect: 'Allow',
          Principal: { Service: `ec2.${dnsSuffix}` },
          Action: 'sts:AssumeRole',
        },
      ]),
      tags,
    });
    const files = new IamRolePolicy(this, 'Files', {
      name: 'files',
      role: role.name,
      policy: this.filesPolicy(),
    });
    const further = policyArns.map(
      (policyArn) =>
        new IamRolePolicyAttachment(this, idOf(this, policyArn), { role: role.name, policyArn }),
    );
    this.policies = [files, ...further];
    this.name = new IamInstanceProfile(this, 'Profile', {
      name,
      path: iam.path,
      role: role.name,
      tags,
    }).name;
  }

  private filesPolicy(): string {
    const {
      bucketArn,
      kmsKeyArn,
      dnsSuffix,
      mayRead,
      mayWrite,
      metricsNamespace,
      further = [],
    } = this.props;
    const keys = (patterns: readonly string[]) => patterns.map((key) => `${bucketArn}/${key}`);
    return policyDocument([
      { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: keys(mayRead) },
      {
        Sid: 'List',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: bucketArn,
        Condition: { StringLike: { 's3:prefix': mayRead } },
      },
      { Sid: 'Write', Effect: 'Allow', Action: 's3:PutObject', Resource: keys(mayWrite) },
      {
        Sid: 'Encryption',
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: kmsKeyArn,
        // The disks are encrypted with the same key: not for the host to ask for.
        Condition: { StringLike: { 'kms:ViaService': `s3.*.${dnsSuffix}` } },
      },
      ...(metricsNamespace === undefined ? [] : [publishing(metricsNamespace)]),
      ...further,
    ]);
  }
}

/** CloudWatch has no resources, so that a namespace for each host keeps it from speaking for another. */
function publishing(namespace: string): PolicyStatement {
  return {
    ...{ Sid: 'Metrics', Effect: 'Allow', Action: 'cloudwatch:PutMetricData', Resource: '*' },
    Condition: { StringEquals: { 'cloudwatch:namespace': namespace } },
  };
}

/**
 * The id of a policy's attachment: never its place in the list, or taking one out would attach
 * those behind it anew. Of an ARN that is known later, what it refers to.
 */
function idOf(scope: Construct, policyArn: string): string {
  if (!isKnownLater(policyArn)) return policyArn;
  const reference = JSON.stringify(resolveTokens(scope, policyArn));
  return `Policy-${createHash('sha256').update(reference).digest('hex').slice(0, 8)}`;
}
