/** A call of AWS on a resource: what is asked of IAM for it. */
export interface PermittedCall {
  readonly action: string;
  /** The cluster's own. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
  /** The same kind of thing, of somebody else; undefined where IAM can't tell them apart. */
  readonly others?: {
    readonly resource: string;
    readonly context?: Readonly<Record<string, string>>;
  };
}

const OWN = { 'aws:ResourceTag/kafka-cluster': 'prod-logging' };
const OTHERS = { 'aws:ResourceTag/kafka-cluster': 'audit' };
const TAGGED = { 'aws:RequestTag/kafka-cluster': 'prod-logging' };

const ec2 = (type: string) => `arn:aws:ec2:eu-west-1:123456789012:${type}/x-0a1b2c3d`;

/** On something that has the cluster's tag. */
const onOwn = (type: string, ...names: readonly string[]): readonly PermittedCall[] =>
  names.map((name) => ({
    ...{ action: `ec2:${name}`, resource: ec2(type), context: OWN },
    others: { resource: ec2(type), context: OTHERS },
  }));

/** Of something new, which gets the cluster's tag. */
const made = (type: string, name: string): PermittedCall => ({
  ...{ action: `ec2:${name}`, resource: ec2(type), context: TAGGED },
  others: { resource: ec2(type), context: { 'aws:RequestTag/kafka-cluster': 'audit' } },
});

/** Of a service whose resources are told apart by their names. */
const named =
  (service: string, resource: string, other: string) =>
  (...names: readonly string[]): readonly PermittedCall[] =>
    names.map((name) => ({ action: `${service}:${name}`, resource, others: { resource: other } }));

/** What IAM can't hold to one thing. */
const onAny = (...actions: readonly string[]): readonly PermittedCall[] =>
  actions.map((action) => ({ action, resource: '*' }));

const bucket = named('s3', 'arn:aws:s3:::prod-logging-20261126', 'arn:aws:s3:::prod-logging-eu-1');
const file = named(
  's3',
  'arn:aws:s3:::prod-logging-20261126/prod-logging/broker-1/manifest',
  'arn:aws:s3:::prod-logging-terraform/prod-logging/broker-1/manifest',
);
const IAM = 'arn:aws:iam::123456789012';
const role = named('iam', `${IAM}:role/prod-logging-eu-west-1-broker-1`, `${IAM}:role/admin`);
const profile = named(
  'iam',
  `${IAM}:instance-profile/prod-logging-eu-west-1-broker-1`,
  `${IAM}:instance-profile/admin`,
);
const ALARM = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm';
const alarm = named('cloudwatch', `${ALARM}:prod-logging-broker-1-status`, `${ALARM}:audit-1`);
const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d';
const key = (...names: readonly string[]): readonly PermittedCall[] =>
  names.map((name) => ({
    ...{ action: `kms:${name}`, resource: KEY, context: OWN },
    others: { resource: KEY, context: OTHERS },
  }));

/** What a plan asks: it changes nothing. */
export const READING: readonly PermittedCall[] = [
  ...onAny(
    ...['ec2:DescribeAddresses', 'ec2:DescribeAddressesAttribute', 'ec2:DescribeImages'],
    ...['ec2:DescribeInstances', 'ec2:DescribeInstanceAttribute', 'ec2:DescribeInstanceTypes'],
    'ec2:DescribeInstanceStatus',
    ...['ec2:DescribeInternetGateways', 'ec2:DescribeNatGateways', 'ec2:DescribeNetworkAcls'],
    ...['ec2:DescribeNetworkInterfaces', 'ec2:DescribePlacementGroups', 'ec2:DescribePrefixLists'],
    ...['ec2:DescribeRouteTables', 'ec2:DescribeSecurityGroupRules', 'ec2:DescribeSecurityGroups'],
    ...['ec2:DescribeSubnets', 'ec2:DescribeTags', 'ec2:DescribeVolumes', 'ec2:DescribeVpcs'],
    ...[
      'ec2:DescribeVpcAttribute',
      'ec2:DescribeVpcEndpoints',
      'ec2:DescribeInstanceCreditSpecifications',
    ],
    // Asked with every look for an image.
    ...[
      'ec2:GetInstanceUefiData',
      'ec2:DescribeRegions',
      'kms:ListAliases',
      'cloudwatch:DescribeAlarms',
    ],
  ),
  ...bucket(
    ...['GetAccelerateConfiguration', 'GetBucketAcl', 'GetBucketCORS', 'GetBucketLogging'],
    ...['GetBucketObjectLockConfiguration', 'GetBucketOwnershipControls', 'GetBucketPolicy'],
    ...['GetBucketPublicAccessBlock', 'GetBucketRequestPayment', 'GetBucketTagging'],
    ...['GetBucketVersioning', 'GetBucketWebsite', 'GetEncryptionConfiguration', 'ListBucket'],
    ...['GetBucketLocation', 'GetLifecycleConfiguration', 'GetReplicationConfiguration'],
  ),
  ...file('GetObject', 'GetObjectTagging'),
  ...role('GetRole', 'GetRolePolicy', 'ListAttachedRolePolicies', 'ListRolePolicies'),
  ...profile('GetInstanceProfile'),
  ...key('DescribeKey', 'GetKeyPolicy', 'GetKeyRotationStatus', 'ListResourceTags'),
  ...alarm('ListTagsForResource'),
  ...['GetHostedZone', 'ListResourceRecordSets', 'ListTagsForResource'].map((name) => ({
    action: `route53:${name}`,
    resource: 'arn:aws:route53:::hostedzone/Z0A1B2C3',
  })),
];

const LOGS = 'arn:aws:logs:eu-west-1:123456789012:log-group:/cdktf-kafka';
const logGroup = named('logs', `${LOGS}/prod-logging`, `${LOGS}/prod-logging-2`);

/** What a plan asks where log files go to CloudWatch. */
export const READING_LOGS: readonly PermittedCall[] = [
  ...onAny('logs:DescribeLogGroups'),
  ...logGroup('ListTagsForResource'),
];

/** What making, changing and taking down asks beside it there. */
export const CHANGING_LOGS: readonly PermittedCall[] = [
  ...logGroup('CreateLogGroup', 'DeleteLogGroup', 'PutRetentionPolicy', 'TagResource'),
  ...logGroup('UntagResource', 'AssociateKmsKey', 'DisassociateKmsKey'),
];

/** What making, changing and taking down a cluster asks beside it. */
export const CHANGING: readonly PermittedCall[] = [
  ...[
    made('elastic-ip', 'AllocateAddress'),
    made('internet-gateway', 'CreateInternetGateway'),
    made('natgateway', 'CreateNatGateway'),
    made('network-interface', 'CreateNetworkInterface'),
    made('placement-group', 'CreatePlacementGroup'),
    made('route-table', 'CreateRouteTable'),
    made('security-group', 'CreateSecurityGroup'),
    made('security-group-rule', 'AuthorizeSecurityGroupEgress'),
    made('security-group-rule', 'AuthorizeSecurityGroupIngress'),
    made('subnet', 'CreateSubnet'),
    made('volume', 'CreateVolume'),
    made('vpc', 'CreateVpc'),
    made('vpc-endpoint', 'CreateVpcEndpoint'),
    made('instance', 'RunInstances'),
    made('volume', 'RunInstances'),
  ],
  ...onOwn('subnet', 'CreateNatGateway', 'CreateNetworkInterface', 'RunInstances', 'DeleteSubnet'),
  ...onOwn('elastic-ip', 'CreateNatGateway', 'ReleaseAddress', 'DisassociateAddress'),
  ...onOwn('vpc', 'CreateRouteTable', 'CreateSecurityGroup', 'CreateSubnet', 'CreateVpcEndpoint'),
  ...onOwn(
    'vpc',
    'AttachInternetGateway',
    'DetachInternetGateway',
    'ModifyVpcAttribute',
    'DeleteVpc',
  ),
  ...onOwn('internet-gateway', 'AttachInternetGateway', 'DetachInternetGateway'),
  ...onOwn('internet-gateway', 'DeleteInternetGateway'),
  ...onOwn('natgateway', 'DeleteNatGateway'),
  ...onOwn('route-table', 'AssociateRouteTable', 'DisassociateRouteTable', 'CreateRoute'),
  ...onOwn('route-table', 'DeleteRoute', 'DeleteRouteTable', 'CreateVpcEndpoint'),
  ...onOwn('security-group', 'AuthorizeSecurityGroupEgress', 'AuthorizeSecurityGroupIngress'),
  ...onOwn('security-group', 'RevokeSecurityGroupEgress', 'RevokeSecurityGroupIngress'),
  ...onOwn('security-group', 'CreateNetworkInterface', 'DeleteSecurityGroup'),
  ...onOwn('network-interface', 'RunInstances', 'DeleteNetworkInterface', 'DetachNetworkInterface'),
  ...onOwn('placement-group', 'RunInstances', 'DeletePlacementGroup'),
  ...onOwn('vpc-endpoint', 'ModifyVpcEndpoint', 'DeleteVpcEndpoints'),
  ...onOwn('volume', 'AttachVolume', 'DetachVolume', 'ModifyVolume', 'DeleteVolume', 'CreateTags'),
  ...onOwn('instance', 'AttachVolume', 'DetachVolume', 'ModifyInstanceAttribute', 'CreateTags'),
  ...onOwn('instance', 'StartInstances', 'StopInstances', 'TerminateInstances'),
  { action: 'ec2:RunInstances', resource: 'arn:aws:ec2:eu-west-1::image/ami-0a1b2c3d' },
  ...named(
    'ec2',
    'arn:aws:ec2:eu-west-1:123456789012:key-pair/prod-logging',
    'arn:aws:ec2:eu-west-1:123456789012:key-pair/admin',
  )('RunInstances'),
  ...['volume', 'vpc', 'instance'].map((type) => ({
    ...{ action: 'ec2:CreateTags', resource: ec2(type) },
    context: { ...TAGGED, 'ec2:CreateAction': 'RunInstances' },
    others: { resource: ec2(type), context: TAGGED },
  })),
  {
    ...{ action: 'ec2:CreateTags', resource: ec2('security-group'), context: TAGGED },
    others: { resource: ec2('security-group'), context: { ...TAGGED, ...OTHERS } },
  },
  ...bucket('CreateBucket', 'DeleteBucket', 'DeleteBucketPolicy', 'ListBucketVersions'),
  ...bucket('PutBucketOwnershipControls', 'PutBucketPolicy', 'PutBucketPublicAccessBlock'),
  ...bucket('PutBucketTagging', 'PutBucketVersioning', 'PutEncryptionConfiguration'),
  ...bucket('PutLifecycleConfiguration'),
  ...file('PutObject', 'PutObjectTagging', 'DeleteObject', 'DeleteObjectVersion'),
  ...role('CreateRole', 'DeleteRole', 'PutRolePolicy', 'DeleteRolePolicy', 'TagRole'),
  ...role('ListInstanceProfilesForRole', 'UpdateAssumeRolePolicy'),
  {
    ...{ action: 'iam:PassRole', resource: `${IAM}:role/prod-logging-eu-west-1-broker-1` },
    context: { 'iam:PassedToService': 'ec2.amazonaws.com' },
    others: {
      resource: `${IAM}:role/prod-logging-eu-west-1-broker-1`,
      context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
    },
  },
  ...profile('CreateInstanceProfile', 'DeleteInstanceProfile', 'AddRoleToInstanceProfile'),
  ...profile('RemoveRoleFromInstanceProfile', 'TagInstanceProfile'),
  { action: 'kms:CreateKey', resource: '*', context: TAGGED, others: { resource: '*' } },
  { action: 'kms:TagResource', resource: KEY, context: TAGGED, others: { resource: KEY } },
  ...key('EnableKeyRotation', 'PutKeyPolicy', 'ScheduleKeyDeletion', 'CreateAlias', 'DeleteAlias'),
  ...key('UpdateKeyDescription'),
  ...named(
    'kms',
    'arn:aws:kms:eu-west-1:123456789012:alias/kafka/prod-logging',
    'arn:aws:kms:eu-west-1:123456789012:alias/kafka/audit',
  )('CreateAlias', 'DeleteAlias'),
  ...alarm('PutMetricAlarm', 'DeleteAlarms', 'TagResource'),
  ...onAny('route53:CreateHostedZone', 'route53:ListHostedZonesByName'),
  { action: 'route53:GetChange', resource: 'arn:aws:route53:::change/C0A1B2C3' },
  ...['ChangeTagsForResource', 'DeleteHostedZone'].map((name) => ({
    action: `route53:${name}`,
    resource: 'arn:aws:route53:::hostedzone/Z0A1B2C3',
  })),
  {
    action: 'route53:ChangeResourceRecordSets',
    resource: 'arn:aws:route53:::hostedzone/Z0A1B2C3',
    context: {
      'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'broker-1.prod-logging.internal',
    },
    others: {
      resource: 'arn:aws:route53:::hostedzone/Z0A1B2C3',
      context: { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'www.example.com' },
    },
  },
];
