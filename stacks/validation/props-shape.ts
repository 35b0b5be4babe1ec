import { RUN_PROGRAM } from '../../cluster/program';
import { STORAGE_KINDS } from '../../cluster/hardware/storage/storage';
import {
  amount,
  flag,
  integer,
  list,
  mapOf,
  oneOf,
  optional,
  record,
  text,
  variant,
  type Check,
} from '../../cluster/checks/checks';
import type {
  AlarmsProps,
  DeployProps,
  IamProps,
  KafkaClusterProps,
  SshProps,
} from '../kafka-cluster-props';
import type { MachineImageSpec } from '../machine-image';
import {
  HOSTED_ZONE_ID,
  IAM_PATH,
  IMAGE_ID,
  IPV4,
  KEY_PAIR,
  KMS_KEY_ARN,
  LINUX_USER,
  POLICY_ARN,
  ROLE_OR_USER_ARN,
  SECURITY_GROUP_ID,
  TOPIC_ARN,
} from './aws-values';
import { atMost } from './at-most';
import { known, orToken } from './known-later';
import { networkShape } from './network-shape';
import { packageMirrorShape, proxyShape } from './proxy-shape';
import { tagShape } from './tag-shape';

/** Debian's image has as much, and a disk is never smaller than its image. */
const SMALLEST_ROOT_GIB = 8;

const image = variant<MachineImageSpec>(
  { id: { id: orToken(IMAGE_ID) }, 'debian-12': {} },
  "Make it with MachineImage.debian12() or MachineImage.id('ami-…')",
);

const ssh = record<SshProps>(
  { user: optional(known(LINUX_USER)), keyPair: optional(orToken(KEY_PAIR)) },
  'Give { user, keyPair }',
);

// CloudWatch takes five actions of an alarm.
const topics = optional(atMost(5, list(orToken(TOPIC_ARN), 'List the ARNs of SNS topics')));

const alarms = record<AlarmsProps>(
  {
    notify: topics,
    notifyTickets: topics,
    runbookUrl: optional(
      known(
        text(
          /^[^\s\p{Cc}#`]{1,300}$/u,
          'be the address of a page, of at most 300 characters, without blanks and without `#`',
          "Write it as 'https://wiki.example.com/kafka', or leave it out",
        ),
      ),
    ),
    diskUsedPercent: optional(
      orToken(amount(1, 99, 'Give the percentage above which a disk is nearly full')),
    ),
    certificates: optional(known(flag('Give true, or false to leave the alarm out'))),
  },
  'Give { notify, notifyTickets, runbookUrl, diskUsedPercent, certificates }',
);

const iam = record<IamProps>(
  { permissionsBoundaryArn: optional(orToken(POLICY_ARN)), path: optional(known(IAM_PATH)) },
  'Give { permissionsBoundaryArn, path }',
);

const STEP = optional(known(flag('Give true, or false to turn the step off')));

const deploy = record<DeployProps>(
  {
    gates: STEP,
    converge: STEP,
    verify: STEP,
    verifyUnchanged: STEP,
    program: optional(
      known(
        text(
          /^(?! )[^\p{Cc}]+$/u,
          'be a command in one line',
          `Name it as '${RUN_PROGRAM}', or leave it out`,
        ),
      ),
    ),
  },
  'Give { gates, converge, verify, verifyUnchanged, program }',
);

/** Compared with the hosts of the spec where that is sound. */
const HOST: Check<string> = () => [];

/** Looked into as a spec is: in validateProps. */
const spec: Check<KafkaClusterProps['spec']> = () => [];

/** What each prop may hold, looked at by itself. */
export const propsShape = record<KafkaClusterProps>(
  {
    spec,
    network: networkShape,
    kafkaArchive: optional(
      known(text(/^(?=.*\S)[^\p{Cc}]+$/u, 'be the path of a file', 'Name it, or leave it out')),
    ),
    image: optional(known(image)),
    ssh: optional(known(ssh)),
    addresses: optional(
      known(mapOf(HOST, orToken(IPV4), "Give an object by the hosts' names: { 'broker-1': … }")),
    ),
    zoneId: optional(orToken(HOSTED_ZONE_ID)),
    kmsKeyArn: optional(orToken(KMS_KEY_ARN)),
    placement: optional(
      known(oneOf(['spread', 'partition', 'none'], "Leave it out to have 'spread'")),
    ),
    rootSizeGiB: optional(
      orToken(
        integer(
          SMALLEST_ROOT_GIB,
          STORAGE_KINDS.gp3.volume.sizeGiB.max,
          'Leave it out to have 20 GiB, enough for the system and the logs of the processes',
        ),
      ),
    ),
    alarms: optional(known(alarms)),
    deploy: optional(known(deploy)),
    protectData: optional(known(flag('Leave it out to have the data protected'))),
    // As many as AWS ever attaches to a role; ten without asking.
    hostPolicyArns: optional(
      known(atMost(20, list(orToken(POLICY_ARN), 'List the ARNs of the policies one by one'))),
    ),
    deployers: optional(
      known(list(orToken(ROLE_OR_USER_ARN), 'List the ARNs of roles and users that deploy')),
    ),
    iam: optional(known(iam)),
    // An interface has sixteen at most, two of them the cluster's.
    hostSecurityGroupIds: optional(
      known(atMost(14, list(orToken(SECURITY_GROUP_ID), 'List the ids of security groups'))),
    ),
    proxy: optional(known(proxyShape)),
    packageMirror: optional(known(packageMirrorShape)),
    tags: optional(known(tagShape)),
  },
  'Give the props of a KafkaCluster',
);
