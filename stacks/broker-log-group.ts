import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { brokerLogGroup } from '../cluster/processes/broker-logs';
import { acceptFinding } from './accept-finding';
import type { AwsAccount } from './bucket-policy';
import { partTags, type Labels } from './labels';
import type { PolicyStatement } from './policy-document';

export interface BrokerLogGroupProps {
  readonly labels: Labels;
  readonly place: LogPlace;
  readonly kmsKeyArn: string;
  /** For how long logs are kept. */
  readonly days: number;
}

/** Where a cluster is, as ARNs and names of AWS's services say it. */
export interface LogPlace {
  readonly account: AwsAccount;
  readonly region: string;
  readonly dnsSuffix: string;
  readonly clusterName: string;
}

/** The log group of a cluster in CloudWatch, which goes when the cluster goes. */
export class BrokerLogGroup extends Construct {
  private readonly place: LogPlace;

  constructor(scope: Construct, id: string, props: BrokerLogGroupProps) {
    super(scope, id);
    const { labels, place, kmsKeyArn, days } = props;
    this.place = place;
    const group = new CloudwatchLogGroup(this, 'Group', {
      name: brokerLogGroup(labels.clusterName),
      retentionInDays: days,
      kmsKeyId: kmsKeyArn,
      tags: partTags(labels, 'broker-logs'),
    });
    acceptFinding(group, 'CKV_AWS_338', 'For how long they are of use, the spec says.');
  }

  /** Lets a host make its own streams and write into them. */
  writing(hostName: string): PolicyStatement {
    return {
      Sid: 'Logs',
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: `${groupArn(this.place)}:log-stream:${hostName}/*`,
    };
  }
}

const groupArn = ({ account, region, clusterName }: LogPlace): string =>
  `arn:${account.partition}:logs:${region}:${account.id}:log-group:${brokerLogGroup(clusterName)}`;

/** Lets CloudWatch Logs encrypt this group with a key, and nothing else. */
export function encryptingLogs(place: LogPlace): PolicyStatement {
  return {
    Sid: 'LetLogsEncrypt',
    Effect: 'Allow',
    Principal: { Service: `logs.${place.region}.${place.dnsSuffix}` },
    Action: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey*',
      'kms:ReEncrypt*',
    ],
    Resource: '*',
    Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': groupArn(place) } },
  };
}
