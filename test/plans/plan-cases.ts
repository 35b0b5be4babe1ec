import { Security, Storage, Zookeeper, type KafkaClusterSpec } from '../../cluster/index';
import prodLogging from '../../stacks/prod-logging.spec';
import { add, change, ignoring, inOrder, remove, replaceText, type Edit } from './edit-stack';

/** A plan to make: what someone changes, and what terraform is asked then. */
export interface PlanCase {
  /** The file's name, without its ending. */
  readonly name: string;
  /** What stands when it is planned. @default 'prod-logging', without TLS */
  readonly upon?: 'nothing' | 'prod-logging' | 'six-brokers' | 'secured';
  /** What changes in the spec. */
  readonly spec?: Partial<KafkaClusterSpec>;
  /** What changes beyond the spec, in the synthesized stack. */
  readonly edit?: Edit;
  /** Further arguments of `terraform plan`. */
  readonly plan?: readonly string[];
  /** Whether terraform ends with an error, and leaves a plan all the same. */
  readonly fails?: boolean;
}

const [first, ...others] = prodLogging.brokers;
const INSTANCE = /_Machine_Instance_/;
const VOLUME = /_Broker1_Disk-kafka-1_Volume_/;

/** prod-logging with twice the brokers, and the quorum where it was. */
export const SIX_BROKERS: Partial<KafkaClusterSpec> = {
  brokers: [
    ...prodLogging.brokers,
    ...[first!, ...others].map(({ id, rack }) => ({ id: id + 3, rack })),
  ],
  zookeeper: Zookeeper.onBrokers({ members: [1, 2, 3].map((id) => ({ id, broker: id })) }),
};

/** prod-logging with TLS, and a client that may do something. */
export const SECURED: Partial<KafkaClusterSpec> = {
  security: Security.tls(),
  clients: [{ name: 'shipper', produce: ['app-*'] }],
};

const PINNED_IMAGE = 'ami-0a1b2c3d4e5f60001';
/** Made for this: no system ever knew it. */
const TOKEN_LINE =
  '\nwrite_files:\n  - path: /etc/agent.conf\n    content: api_token=PSEUDOSECRETb7f2';

const notIgnored = (attribute: string): Edit =>
  change('aws_instance', INSTANCE, (block) => ignoring(block, (each) => each !== attribute));

const withUserData = (further: Readonly<Record<string, unknown>> = {}): Edit =>
  inOrder(
    notIgnored('user_data'),
    change('aws_instance', INSTANCE, (block) => ({
      ...block,
      ...further,
      user_data: `${String(block.user_data)}${TOKEN_LINE}`,
    })),
  );

const fromSnapshot = change('aws_ebs_volume', VOLUME, (block) => ({
  ...block,
  snapshot_id: 'snap-0123456789abcdef0',
}));

const unprotected = change('aws_ebs_volume', VOLUME, ({ lifecycle, ...block }) => ({
  ...block,
  lifecycle: { ...(lifecycle as object), prevent_destroy: false },
}));

const toEverybody = change(
  'aws_vpc_security_group_ingress_rule',
  /Clients-own-networks/,
  (block) => ({
    ...block,
    cidr_ipv4: '0.0.0.0/0',
  }),
);

/** As `deploy: { gates: false, converge: false, verify: false }` has it: hosts wait for each other. */
const withoutSteps: Edit = (stack) => {
  const [machine1, machine2] = [1, 2].map((id) => {
    const names = Object.keys(stack.resource.aws_instance!);
    return `aws_instance.${names.find((each) => each.includes(`Broker${id}_`))!}`;
  });
  return inOrder(
    replaceText(/terraform_data\.Kafka_Deploy_GateAfter-broker-1_\w+(?="[,\]])/g, machine1!),
    replaceText(/terraform_data\.Kafka_Deploy_GateAfter-broker-2_\w+(?="[,\]])/g, machine2!),
    remove('aws_s3_object', /_Verified_/),
    remove('terraform_data', /./),
  )(stack);
};

/** Every kind of change that a review must tell from the others. */
export const PLAN_CASES: readonly PlanCase[] = [
  { name: 'create', upon: 'nothing' },
  { name: 'no-change' },
  { name: 'setting-dynamic', spec: { brokerSettings: { 'num.io.threads': 16 } } },
  { name: 'setting-restart', spec: { brokerSettings: { 'queued.max.requests': 1_000 } } },
  { name: 'retention-shortened', spec: { retention: { hours: 24 } } },
  { name: 'min-isr-lowered', spec: { topicDefaults: { minInsyncReplicas: 1 } } },
  { name: 'instance-type', spec: { instanceType: 'r7i.2xlarge' } },
  { name: 'user-data', edit: withUserData() },
  { name: 'user-data-replaces', edit: withUserData({ user_data_replace_on_change: true }) },
  {
    name: 'image',
    edit: inOrder(
      notIgnored('ami'),
      change('aws_instance', INSTANCE, (block) => ({ ...block, ami: PINNED_IMAGE })),
    ),
  },
  {
    name: 'volume-grown',
    spec: { storage: Storage.st1({ volumesPerBroker: 2, sizeGiB: 3_000 }) },
  },
  {
    name: 'volume-removed',
    edit: inOrder(
      remove('aws_cloudwatch_metric_alarm', /_Broker2_Alarms_\w+-kafka-2_/),
      remove('aws_volume_attachment', /_Broker2_Disk-kafka-2_/),
      remove('aws_ebs_volume', /_Broker2_Disk-kafka-2_/),
    ),
  },
  {
    name: 'volumes-fewer',
    spec: { storage: Storage.st1({ volumesPerBroker: 1, sizeGiB: 5_000 }) },
  },
  { name: 'volume-replaced', edit: inOrder(fromSnapshot, unprotected) },
  { name: 'errored', edit: fromSnapshot, fails: true },
  { name: 'brokers-added', spec: SIX_BROKERS },
  { name: 'brokers-removed', upon: 'six-brokers' },
  {
    name: 'six-brokers-instance-type',
    upon: 'six-brokers',
    spec: { ...SIX_BROKERS, instanceType: 'r7i.2xlarge' },
  },
  { name: 'ingress-widened', edit: toEverybody },
  { name: 'secured', spec: SECURED },
  { name: 'secured-without-converge', spec: SECURED, edit: withoutSteps },
  { name: 'unsecured', upon: 'secured' },
  { name: 'gates-off', edit: withoutSteps },
  {
    name: 'gates-off-and-instance-type',
    spec: { instanceType: 'r7i.2xlarge' },
    edit: withoutSteps,
  },
  { name: 'cluster-renamed', spec: { clusterName: 'prod-logs' } },
  {
    name: 'kafka-older',
    edit: replaceText(/(?<=inter\.broker\.protocol\.version=)3\.9\b/g, '3.8'),
  },
  {
    name: 'instance-metadata-open',
    edit: change('aws_instance', INSTANCE, ({ metadata_options: options, ...block }) => ({
      ...block,
      metadata_options: { ...(options as object), http_tokens: 'optional' },
    })),
  },
  { name: 'bucket-public', edit: remove('aws_s3_bucket_public_access_block', /./) },
  {
    name: 'rights-widened',
    edit: add('resource', 'aws_iam_role_policy', 'everything', {
      name: 'everything',
      role: 'prod-logging-broker-1',
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      }),
    }),
  },
  { name: 'alarms-removed', edit: remove('aws_cloudwatch_metric_alarm', /_Broker1_/) },
  {
    name: 'key-removed',
    // What is encrypted with it names it by a look-up.
    edit: inOrder(
      replaceText(/aws_kms_key\.Kafka_Key_\w+\.arn/g, 'data.aws_kms_key.kept.arn'),
      add('data', 'aws_kms_key', 'kept', { key_id: 'alias/kafka/prod-logging' }),
      remove('aws_kms_alias', /./),
      remove('aws_kms_key', /./),
    ),
  },
  {
    name: 'partial',
    spec: { instanceType: 'r7i.2xlarge' },
    plan: ['-target=aws_instance.Kafka_Broker1_Machine_Instance_78AF4A59'],
  },
];
