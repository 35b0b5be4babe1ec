import { changes, deletes, makes, replaces } from './changes';
import type { Promises } from './promise';
import {
  ALARM,
  bucket,
  dataVolume,
  groupRule,
  instance,
  policy,
  securityGroup,
  tagged,
} from './standing';

const TAGS = 'tags say what a thing is, and change nothing of it';
const WORDS = 'words change nothing of the thing';
const VALUE = 'it makes a value, and holds nothing';

const LABELS = [{ name: 'kafka', namespace: 'kafka', labels: { app: 'kafka' }, annotations: {} }];

/** A change of tags alone. */
function retagged(address: string, standing: object) {
  const tags = { Name: 'kafka', Team: 'platform', CostCenter: '4711' };
  return [changes(address, { ...standing, ...tagged('kafka') }, { tags, tags_all: tags })];
}

/** Words, tags and made-up values, which must not cost anybody a minute: all of it is safe. */
export const harmless: Promises = [
  ['tags an instance', 'safe', TAGS, retagged('aws_instance.kafka[0]', instance(1))],
  ['tags a volume', 'safe', TAGS, retagged('aws_ebs_volume.data', dataVolume())],
  ['tags a bucket', 'safe', TAGS, retagged('aws_s3_bucket.tiered', bucket())],
  ['tags a security group', 'safe', TAGS, retagged('aws_security_group.kafka', securityGroup())],
  [
    'tags a VPC',
    'safe',
    TAGS,
    retagged('aws_vpc.main', { id: 'vpc-1', cidr_block: '10.0.0.0/16' }),
  ],
  [
    'tags a cluster of MSK',
    'safe',
    TAGS,
    retagged('aws_msk_cluster.prod', { id: 'c', cluster_name: 'prod' }),
  ],
  [
    'tags a database',
    'safe',
    TAGS,
    retagged('aws_db_instance.registry', { id: 'db', engine: 'postgres' }),
  ],
  [
    'tags a function',
    'safe',
    TAGS,
    retagged('aws_lambda_function.report', { id: 'f', runtime: 'python3.12' }),
  ],
  [
    'takes all tags from a volume',
    'safe',
    TAGS,
    [changes('aws_ebs_volume.data', dataVolume(), { tags: null, tags_all: {} })],
  ],
  [
    'gets the default tags of the provider',
    'safe',
    TAGS,
    [
      changes('aws_ebs_volume.data', dataVolume(), {
        tags_all: { Name: 'kafka-1-data', Team: 'streaming', Env: 'prod' },
      }),
    ],
  ],
  [
    'tags a host of Azure',
    'safe',
    TAGS,
    [
      changes(
        'azurerm_linux_virtual_machine.kafka["1"]',
        { id: 'v', name: 'kafka-1', tags: {} },
        { tags: { env: 'prod' } },
      ),
    ],
  ],
  [
    'labels a host of Google Cloud',
    'safe',
    TAGS,
    [
      changes(
        'google_compute_instance.kafka[0]',
        { id: 'v', name: 'kafka-0', labels: {}, effective_labels: {}, terraform_labels: {} },
        {
          labels: { env: 'prod' },
          effective_labels: { env: 'prod' },
          terraform_labels: { env: 'prod' },
        },
      ),
    ],
  ],
  [
    'labels a server of Hetzner',
    'safe',
    TAGS,
    [
      changes(
        'hcloud_server.kafka[0]',
        { id: '1', name: 'kafka-0', labels: {} },
        { labels: { env: 'prod' } },
      ),
    ],
  ],
  [
    'annotates a namespace',
    'safe',
    TAGS,
    [
      changes(
        'kubernetes_namespace.kafka',
        { id: 'kafka', metadata: LABELS },
        { metadata: [{ ...LABELS[0], annotations: { owner: 'streaming' } }] },
      ),
    ],
  ],
  [
    'describes a key otherwise',
    'safe',
    WORDS,
    [
      changes(
        'aws_kms_key.data',
        { id: 'k', description: 'Kafka', is_enabled: true },
        { description: 'Kafka’s data' },
      ),
    ],
  ],
  [
    'describes a rule of a group otherwise',
    'safe',
    WORDS,
    [changes('aws_security_group_rule.clients', groupRule(), { description: 'all clients' })],
  ],
  [
    'describes an alarm otherwise',
    'safe',
    WORDS,
    [changes('aws_cloudwatch_metric_alarm.disk', ALARM, { alarm_description: 'call the team' })],
  ],
  [
    'describes a role otherwise',
    'safe',
    WORDS,
    [
      changes(
        'aws_iam_role.kafka',
        { id: 'kafka', name: 'kafka', description: '', assume_role_policy: policy() },
        { description: 'brokers' },
      ),
    ],
  ],
  [
    'describes a parameter group otherwise',
    'safe',
    WORDS,
    [
      changes(
        'aws_ssm_parameter.motd',
        { id: '/motd', name: '/motd', value: 'hi', description: '' },
        { description: 'shown at login' },
      ),
    ],
  ],
  [
    'makes a random id',
    'safe',
    VALUE,
    [makes('random_id.suffix', { byte_length: 4, keepers: null, prefix: null })],
  ],
  [
    'makes a random id anew',
    'safe',
    VALUE,
    [
      replaces(
        'random_id.suffix',
        { id: 'a', byte_length: 4, keepers: { v: '1' } },
        { keepers: { v: '2' } },
      ),
    ],
  ],
  [
    'makes a random name anew',
    'safe',
    VALUE,
    [replaces('random_pet.name', { id: 'fond-cat', length: 2, separator: '-' }, { length: 3 })],
  ],
  [
    'deletes a random number',
    'safe',
    VALUE,
    [deletes('random_integer.port', { id: '7', min: 1, max: 10, result: 7 })],
  ],
  [
    'waits longer',
    'safe',
    VALUE,
    [changes('time_sleep.iam', { id: 't', create_duration: '10s' }, { create_duration: '30s' })],
  ],
  [
    'notes another time',
    'safe',
    VALUE,
    [
      replaces(
        'time_static.deployed',
        { id: 't', rfc3339: '2025-01-01T00:00:00Z', triggers: { v: '1' } },
        { triggers: { v: '2' } },
      ),
    ],
  ],
];
