import type { Verdict } from '../../scripts/plan-review/review';

/** What a plan must be judged to be. */
export interface ExpectedReview {
  readonly verdict: Verdict;
  readonly headline: string;
  /** As `findingLines` has them. */
  readonly findings: readonly string[];
}

/**
 * Of the plans in fixtures/, all but those that can't be reviewed.
 *
 * Which resources are dangerous isn't taken from the reviewer's word alone: `derived-dangers.ts` finds
 * them in the plans by itself, with its own and much simpler reading of them, and `real-plans.test.ts`
 * compares. Verdicts follow from the findings; headlines and what needs care were read beside
 * `terraform show` of each plan.
 */
export const EXPECTED_REVIEWS: Readonly<Record<string, ExpectedReview>> = {
  'alarms-removed': {
    verdict: 'care',
    headline: 'removes 6 alarms; restarts none; replaces none; no data touched',
    findings: ['care alarms-removed: 6 resources'],
  },
  'brokers-added': {
    verdict: 'care',
    headline: 'adds broker 4, 5, 6; restarts none; replaces none; no data touched',
    findings: [
      'care host-added: Broker4_Machine_Instance Broker5_Machine_Instance Broker6_Machine_Instance',
    ],
  },
  'brokers-removed': {
    verdict: 'danger',
    headline:
      'deletes volumes kafka-1, kafka-2 of broker 4, 5, 6, which can’t be undone; removes broker 4, 5, 6; restarts none; replaces none',
    findings: [
      'danger volume-lost: 6 resources',
      'danger hosts-down-together: Broker4_Machine_Instance Broker5_Machine_Instance Broker6_Machine_Instance',
      'danger host-removed: Broker4_Machine_Instance Broker5_Machine_Instance Broker6_Machine_Instance',
    ],
  },
  'bucket-public': {
    verdict: 'danger',
    headline: 'may open a bucket to the world; restarts none; replaces none',
    findings: ['danger exposed-to-internet: Bucket_PublicAccess'],
  },
  'cluster-renamed': {
    verdict: 'danger',
    headline:
      'replaces aws_s3_bucket.Kafka_Bucket_188470B3, which can’t be undone, and 6 more dangers; restarts broker 1, 2, 3 one after another; replaces none',
    findings: [
      'danger data-store-lost: Bucket',
      'danger identity-changed: 69 resources',
      'danger quorum-changed: Broker1_Files_etc--zookeeper--zoocfg Broker2_Files_etc--zookeeper--zoocfg Broker3_Files_etc--zookeeper--zoocfg',
      'danger gates-off: Deploy_Verified_Object',
      'danger manifest-changed: Broker1_Files_manifest Broker2_Files_manifest Broker3_Files_manifest',
      'care identity-changed: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
      'care ingress-widened: 4 resources',
      'care traffic-cut: 17 resources',
      'care path-changed: 4 resources',
      'care iam-widened: 4 resources',
      'care configuration-restarts: 12 resources',
      'care host-program-changed: 16 resources',
      'care iam-removed: 6 resources',
      'care alarms-removed: 18 resources',
      'care resource-lost: 20 resources',
    ],
  },
  create: {
    verdict: 'safe',
    headline: 'creates the cluster prod-logging with broker 1, 2, 3; no data touched',
    findings: [],
  },
  'foreign-broker-removed.opentofu': {
    verdict: 'danger',
    headline:
      'deletes volume module.kafka.aws_ebs_volume.data["kafka-3"] of kafka-3, which can’t be undone; removes host kafka-3; restarts none; replaces none',
    findings: ['danger volume-lost: data["kafka-3"]', 'danger host-removed: broker[2]'],
  },
  'foreign-create.opentofu': {
    verdict: 'safe',
    headline: 'creates host kafka-1, kafka-2, kafka-3; no data touched',
    findings: [],
  },
  'foreign-image.opentofu': {
    verdict: 'danger',
    headline: 'replaces host kafka-1, kafka-2, kafka-3 at the same time; restarts none',
    findings: [
      'danger hosts-down-together: broker[0] broker[1] broker[2]',
      'care host-replaced: broker[0] broker[1] broker[2]',
      'care image-moved: broker[0] broker[1] broker[2]',
    ],
  },
  'foreign-ingress-widened.opentofu': {
    verdict: 'danger',
    headline:
      'opens module.kafka.aws_security_group.broker to the internet; restarts none; replaces none',
    findings: ['danger ingress-widened: broker'],
  },
  'foreign-no-change.opentofu': {
    verdict: 'safe',
    headline: 'changes nothing',
    findings: [],
  },
  'foreign-secret-renewed.opentofu': {
    verdict: 'danger',
    headline: 'replaces host kafka-1, kafka-2, kafka-3 at the same time; restarts none',
    findings: [
      'danger hosts-down-together: broker[0] broker[1] broker[2]',
      'care host-replaced: broker[0] broker[1] broker[2]',
      'care user-data-changed: broker[0] broker[1] broker[2]',
    ],
  },
  'gates-off-and-instance-type': {
    verdict: 'danger',
    headline: 'stops broker 1, 2, 3 one right after another; replaces none',
    findings: [
      'danger hosts-down-together: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
      'care gates-off: 6 resources',
      'care configuration-restarts: Broker1_Files_etc--kafka--jvmargs Broker2_Files_etc--kafka--jvmargs Broker3_Files_etc--kafka--jvmargs',
    ],
  },
  'gates-off': {
    verdict: 'care',
    headline:
      'turns off converge, gates, verify of the deploy; restarts none; replaces none; no data touched',
    findings: ['care gates-off: 6 resources'],
  },
  image: {
    verdict: 'danger',
    headline: 'replaces broker 1, 2, 3 at the same time; restarts none',
    findings: [
      'danger hosts-down-together: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
      'care host-replaced: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
      'care image-moved: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
    ],
  },
  'ingress-widened': {
    verdict: 'danger',
    headline:
      'opens aws_vpc_security_group_ingress_rule.Kafka_Firewall_Clients-own-networks_6B75DF0B to the internet; restarts none; replaces none',
    findings: ['danger ingress-widened: Firewall_Clients-own-networks'],
  },
  'instance-metadata-open': {
    verdict: 'care',
    headline:
      'lets the metadata service answer without a token on aws_instance.Kafka_Broker1_Machine_Instance_78AF4A59 and 2 more; restarts none; replaces none; no data touched',
    findings: [
      'care metadata-open: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
    ],
  },
  'instance-type': {
    verdict: 'care',
    headline: 'stops broker 1, 2, 3 one after another; replaces none; no data touched',
    findings: [
      'care host-stopped: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
      'care configuration-restarts: Broker1_Files_etc--kafka--jvmargs Broker2_Files_etc--kafka--jvmargs Broker3_Files_etc--kafka--jvmargs',
    ],
  },
  'kafka-older': {
    verdict: 'danger',
    headline:
      'downgrades Kafka; needs restarts of broker 1, 2, 3, which it leaves to converge; replaces none',
    findings: [
      'danger kafka-downgrade: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
      'care configuration-restarts: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
    ],
  },
  'key-removed': {
    verdict: 'danger',
    headline:
      'deletes the key aws_kms_key.Kafka_Key_AC8DA479, which can’t be undone; restarts none; replaces none',
    findings: ['danger key-lost: Key', 'care resource-lost: Key_Alias'],
  },
  'min-isr-lowered': {
    verdict: 'danger',
    headline:
      'weakens what an acknowledged write is worth on broker 1, 2, 3; changes settings of broker 1, 2, 3 while they run; restarts none; replaces none',
    findings: [
      'danger durability-weakened: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
      'care configuration-restarts: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
    ],
  },
  'no-change': {
    verdict: 'safe',
    headline: 'changes nothing',
    findings: [],
  },
  'retention-shortened': {
    verdict: 'danger',
    headline:
      'deletes records sooner on broker 1, 2, 3, which can’t be undone; changes settings of broker 1, 2, 3 while they run; restarts none; replaces none',
    findings: [
      'danger retention-shortened: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
      'care configuration-restarts: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
    ],
  },
  'rights-widened': {
    verdict: 'danger',
    headline: 'newly allows * on * by aws_iam_role_policy.everything; restarts none; replaces none',
    findings: ['danger iam-widened: everything'],
  },
  secured: {
    verdict: 'care',
    headline:
      'lets in more through aws_vpc_security_group_ingress_rule.Kafka_Firewall_ClientsTls-own-networks_77019CF2 and 1 more; restarts broker 1, 2, 3 one after another; replaces none; no data touched',
    findings: [
      'care ingress-widened: Firewall_ClientsTls-own-networks Firewall_ReplicationTls Firewall_SessionsTls',
      'care traffic-cut: Firewall_Clients-own-networks_6B75DF0B[0] Firewall_Replication_39799782[0] Firewall_Sessions_2C329446[0]',
      'care security-changed: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
      'care listener-weakened: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
      'care iam-widened: Broker1_Profile_Files Broker2_Profile_Files Broker3_Profile_Files',
      'care configuration-restarts: 15 resources',
      'care manifest-changed: Broker1_Files_manifest Broker2_Files_manifest Broker3_Files_manifest',
      'care host-program-changed: 15 resources',
    ],
  },
  'secured-without-converge': {
    verdict: 'danger',
    headline:
      'cuts the cluster’s own hosts off from each other, and 2 more dangers; needs restarts of broker 1, 2, 3, which it leaves to converge; replaces none',
    findings: [
      'danger traffic-cut: Firewall_Clients-own-networks_6B75DF0B[0] Firewall_Replication_39799782[0] Firewall_Sessions_2C329446[0]',
      'danger security-changed: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
      'care ingress-widened: Firewall_ClientsTls-own-networks Firewall_ReplicationTls Firewall_SessionsTls',
      'care listener-weakened: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
      'care iam-widened: Broker1_Profile_Files Broker2_Profile_Files Broker3_Profile_Files',
      'care gates-off: 10 resources',
      'care configuration-restarts: 27 resources',
      'care manifest-changed: Broker1_Files_manifest Broker2_Files_manifest Broker3_Files_manifest',
      'care host-program-changed: 15 resources',
    ],
  },
  'setting-dynamic': {
    verdict: 'care',
    headline:
      'changes settings of broker 1, 2, 3 while they run; restarts none; replaces none; no data touched',
    findings: [
      'care configuration-restarts: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
    ],
  },
  'setting-restart': {
    verdict: 'care',
    headline: 'restarts broker 1, 2, 3 one after another; replaces none; no data touched',
    findings: [
      'care configuration-restarts: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
    ],
  },
  'six-brokers-instance-type': {
    verdict: 'care',
    headline: 'stops broker 1, 2, 3, 4, 5, 6 one after another; replaces none; no data touched',
    findings: ['care host-stopped: 6 resources', 'care configuration-restarts: 6 resources'],
  },
  unsecured: {
    verdict: 'danger',
    headline:
      'deletes the key aws_kms_key.Kafka_SecretsKey_61BBD4C6[0], with which secrets are encrypted, which can’t be undone, and 1 more danger; restarts broker 1, 2, 3 one after another; replaces none',
    findings: [
      'danger key-lost: SecretsKey_61BBD4C6[0]',
      'danger listener-weakened: 6 resources',
      'care ingress-widened: Firewall_Clients-own-networks Firewall_Replication Firewall_Sessions',
      'care traffic-cut: Firewall_ClientsTls-own-networks_77019CF2[0] Firewall_ReplicationTls_DA940E48[0] Firewall_SessionsTls_E908B84A[0]',
      'care security-changed: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
      'care configuration-restarts: 15 resources',
      'care manifest-changed: Broker1_Files_manifest Broker2_Files_manifest Broker3_Files_manifest',
      'care host-files-lost: 15 resources',
      'care iam-removed: Broker1_Profile_Files Broker2_Profile_Files Broker3_Profile_Files',
      'care alarms-removed: Broker1_Alarms_Certificates Broker2_Alarms_Certificates Broker3_Alarms_Certificates',
      'care resource-lost: SecretsKey_Alias',
    ],
  },
  'user-data-replaces': {
    verdict: 'danger',
    headline: 'replaces broker 1, 2, 3 at the same time; restarts none',
    findings: [
      'danger hosts-down-together: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
      'care host-replaced: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
      'care user-data-changed: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
      'care text-unseen: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
    ],
  },
  'user-data': {
    verdict: 'danger',
    headline: 'stops broker 1, 2, 3 one right after another; replaces none',
    findings: [
      'danger hosts-down-together: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
      'care user-data-changed: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
      'care text-unseen: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
    ],
  },
  'volume-grown': {
    verdict: 'safe',
    headline: 'restarts none; replaces none; no data touched',
    findings: [],
  },
  'volume-removed': {
    verdict: 'danger',
    headline:
      'deletes volume kafka-2 of broker-2, which can’t be undone; stops broker 2; replaces none',
    findings: [
      'danger volume-lost: Broker2_Disk-kafka-2_Volume',
      'care host-stopped: Broker2_Machine_Instance',
      'care alarms-removed: Broker2_Alarms_Burst-kafka-2 Broker2_Alarms_Queue-kafka-2',
    ],
  },
  'volume-replaced': {
    verdict: 'danger',
    headline:
      'replaces volume kafka-1 of broker-1, which can’t be undone; stops broker 1; replaces none',
    findings: [
      'danger volume-lost: Broker1_Disk-kafka-1_Volume',
      'care host-stopped: Broker1_Machine_Instance',
    ],
  },
  'volumes-fewer': {
    verdict: 'danger',
    headline:
      'deletes volumes kafka-2 of broker 1, 2, 3, which can’t be undone, and 1 more danger; stops broker 1, 2, 3 all at once; replaces none',
    findings: [
      'danger volume-lost: Broker1_Disk-kafka-2_Volume Broker2_Disk-kafka-2_Volume Broker3_Disk-kafka-2_Volume',
      'danger hosts-down-together: Broker1_Machine_Instance Broker2_Machine_Instance Broker3_Machine_Instance',
      'danger identity-changed: Broker1_Files_etc--kafka--serverproperties Broker2_Files_etc--kafka--serverproperties Broker3_Files_etc--kafka--serverproperties',
      'care configuration-restarts: 6 resources',
      'care manifest-changed: Broker1_Files_manifest Broker2_Files_manifest Broker3_Files_manifest',
      'care alarms-removed: 6 resources',
    ],
  },
};
