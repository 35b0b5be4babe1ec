import { RUN_PROGRAM } from '../cluster/program';
import type { KafkaClusterSpec } from '../cluster/spec';
import { MachineImage, type MachineImageSpec } from './machine-image';
import type { NetworkSpec } from './network';

/** A Kafka cluster on EC2: the spec says what it is, the rest where and how AWS runs it. */
export interface KafkaClusterProps {
  /** The cluster. The same spec renders the files, plans the capacity and runs locally. */
  readonly spec: KafkaClusterSpec;

  /** Where the hosts stand: a subnet for each rack of the spec. */
  readonly network: NetworkSpec;

  /**
   * Kafka's archive on this machine, as `cdktf-kafka distribution --out FILE` writes it. It is put
   * into the cluster's bucket, from where every host installs it.
   * @default - made at synth by Java and Maven where the user's cache has none yet; any file will do
   * for unit tests of a stack
   */
  readonly kafkaArchive?: string;

  /** @default MachineImage.debian12() */
  readonly image?: MachineImageSpec;

  /** How people and tools come onto the hosts. */
  readonly ssh?: SshProps;

  /**
   * The private address of a host, by its name (`broker-1`). An address belongs to the host for
   * good: a new instance of it has the same.
   * @default - in the rack's subnet: the 10th address and as many more as the broker's id says; for
   * a ZooKeeper host as many from the end
   */
  readonly addresses?: Readonly<Record<string, string>>;

  /** @default - a private hosted zone for the spec's domain is made */
  readonly zoneId?: string;

  /**
   * The KMS key for disks and files, by its ARN.
   * @default - a key of the cluster's own
   */
  readonly kmsKeyArn?: string;

  /** @default 'spread' */
  readonly placement?: Placement;

  /** The size of each system disk in GiB; logs of the processes lie on it. @default 20 */
  readonly rootSizeGiB?: number;

  /** @default - alarms that tell nobody */
  readonly alarms?: AlarmsProps;

  /** @default - every step */
  readonly deploy?: DeployProps;

  /**
   * Whether terraform refuses to destroy what the data can't be had without, the data volumes and the
   * key that they are encrypted with, and AWS to terminate the hosts.
   * @default true
   */
  readonly protectData?: boolean;

  /**
   * Who may write what the hosts run as root: roles and users of the cluster's account that deploy, by
   * their ARNs. A role's has its path; `*` and `?` stand for any characters, such as the end of a name
   * that single sign-on has made up. Nobody else can then change the bucket, nor its policy, save the
   * account's root user. To be given where a machine of EC2 deploys with its own role.
   * @default - everyone whom IAM lets, but no host and no other machine of EC2
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
   */
  readonly deployers?: readonly string[];

  /** Further IAM policies of the hosts, by their ARNs: what an agent on the image needs. @default [] */
  readonly hostPolicyArns?: readonly string[];

  /** Where the hosts' roles stand in IAM, and what they may never do. */
  readonly iam?: IamProps;

  /**
   * Further security groups of every host, by their ids: for agents, scanners, and ways of your own.
   * @default []
   */
  readonly hostSecurityGroupIds?: readonly string[];

  /**
   * What the hosts reach AWS and Debian's packages through.
   * @default - nothing: straight
   */
  readonly proxy?: ProxyProps;

  /**
   * Where the hosts install packages from.
   * @default - from where their image does
   */
  readonly packageMirror?: PackageMirrorProps;

  /** Tags of every resource. @default {} */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface IamProps {
  /**
   * The ARN of the policy that bounds what the hosts' roles may do. It must leave them what
   * docs/host.md lists.
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;
  /**
   * The path of roles and instance profiles, such as `/kafka/`. Another path makes them anew.
   * @default '/'
   */
  readonly path?: string;
}

/**
 * A proxy of the hosts, for what their program fetches: the cluster's files and packages. Kafka and
 * ZooKeeper use none. It stands in user data, so a standing host takes another one when it is replaced.
 */
export interface ProxyProps {
  /** `http://proxy.example.org:3128`; without a password, which user data would show. */
  readonly url: string;
  /**
   * Names and addresses that are reached straight, and all names below them. The metadata of the
   * instance always are, and S3 where `Network.own` has an endpoint for it.
   * @default []
   */
  readonly noProxy?: readonly string[];
}

/**
 * A mirror of Debian, in place of the image's own sources, for what the hosts' program installs. It
 * stands in user data, so a standing host takes another one when it is replaced.
 */
export interface PackageMirrorProps {
  /** Of the release, such as `http://mirror.example.org/debian`. */
  readonly url: string;
  /**
   * Of its security updates.
   * @default - `url` with `-security` behind it, as on Debian's own mirrors
   */
  readonly securityUrl?: string;
}

export interface SshProps {
  /** The image's first user. @default 'admin', as on Debian's images */
  readonly user?: string;
  /**
   * The EC2 key pair that this user is given at a host's first boot.
   * @default - none: the image or `aws ec2-instance-connect` lets you in
   */
  readonly keyPair?: string;
}

/**
 * How the hosts are kept apart inside a zone. It is settled when a host is made.
 *
 * - `spread`: each on hardware of its own; at most 7 hosts in a zone
 * - `partition`: in seven groups that share no hardware, for more hosts than that
 * - `none`: wherever there is room
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-strategies.html
 */
export type Placement = 'spread' | 'partition' | 'none';

export interface AlarmsProps {
  /** ARNs of the SNS topics that are told when an alarm goes off and when it ends. @default [] */
  readonly notify?: readonly string[];
  /**
   * ARNs of the SNS topics for what waits for the next working day, so that `notify` can wake a person.
   * @default - those of `notify`
   */
  readonly notifyTickets?: readonly string[];
  /**
   * Where your people read docs/runbook.md: each alarm links to its section of it.
   * @default 'docs/runbook.md'
   */
  readonly runbookUrl?: string;
  /**
   * The share of a file system, in percent, above which it is nearly full. Needs an image whose
   * CloudWatch agent reports `disk_used_percent` by `InstanceId`, `path` and `fstype` alone.
   * @default - no such alarm: `cdktf-kafka status` and Kafka's own metrics show it
   */
  readonly diskUsedPercent?: number;
  /**
   * Whether an alarm goes off for each host whose certificates have a sixth of their life left, or that has not
   * told for three hours how long they hold. The hosts need a way to CloudWatch for it. Without effect
   * under `Security.plaintext()`.
   * @default true; false in a network of the cluster's own that has no `natSubnet`, so that nothing leads out of it
   */
  readonly certificates?: boolean;
}

/**
 * The steps of a deploy on the live cluster. All but the last run before terraform goes on, over
 * SSH, from where terraform runs. What is turned off is for you to run, as a command.
 */
export interface DeployProps {
  /**
   * Whether the cluster must be healthy before the first host is changed, and again after each.
   * @default true
   */
  readonly gates?: boolean;
  /** Whether changed files are brought to the hosts, one broker after the other. @default true */
  readonly converge?: boolean;
  /** Whether the deploy ends with the smoke checks. @default true */
  readonly verify?: boolean;
  /**
   * Whether a deploy that changes nothing verifies the cluster as well. Its plan is then never empty: it
   * shows this one step. Without effect where `verify` is off.
   * @default true
   */
  readonly verifyUnchanged?: boolean;
  /**
   * How the tools are called, from the folder of the synthesized stack.
   * @default 'npx --no-install cdktf-kafka'
   */
  readonly program?: string;
}

/** {@link KafkaClusterProps} in which nothing is left open that has a default here. */
export type ResolvedProps = Omit<KafkaClusterProps, OptionalGroup> &
  Required<Pick<KafkaClusterProps, Exclude<OptionalGroup, 'ssh' | 'alarms' | 'deploy'>>> & {
    readonly ssh: Required<Pick<SshProps, 'user'>> & Pick<SshProps, 'keyPair'>;
    readonly alarms: AlarmsProps &
      Required<Pick<AlarmsProps, 'notify' | 'notifyTickets' | 'runbookUrl'>>;
    readonly deploy: Required<DeployProps>;
  };

type OptionalGroup =
  | 'image'
  | 'ssh'
  | 'addresses'
  | 'placement'
  | 'rootSizeGiB'
  | 'alarms'
  | 'deploy'
  | 'protectData'
  | 'deployers'
  | 'hostPolicyArns'
  | 'hostSecurityGroupIds'
  | 'iam'
  | 'tags';

/** Fills in the defaults. */
export function resolveProps(props: KafkaClusterProps): ResolvedProps {
  return {
    ...props,
    image: props.image ?? MachineImage.debian12(),
    ssh: { ...props.ssh, user: props.ssh?.user ?? 'admin' },
    addresses: props.addresses ?? {},
    placement: props.placement ?? 'spread',
    rootSizeGiB: props.rootSizeGiB ?? 20,
    alarms: {
      ...props.alarms,
      notify: props.alarms?.notify ?? [],
      notifyTickets: props.alarms?.notifyTickets ?? props.alarms?.notify ?? [],
      runbookUrl: props.alarms?.runbookUrl ?? 'docs/runbook.md',
    },
    deploy: {
      gates: props.deploy?.gates ?? true,
      converge: props.deploy?.converge ?? true,
      verify: props.deploy?.verify ?? true,
      verifyUnchanged: props.deploy?.verifyUnchanged ?? true,
      program: props.deploy?.program ?? RUN_PROGRAM,
    },
    protectData: props.protectData ?? true,
    deployers: props.deployers ?? [],
    hostPolicyArns: props.hostPolicyArns ?? [],
    hostSecurityGroupIds: props.hostSecurityGroupIds ?? [],
    iam: props.iam ?? {},
    tags: props.tags ?? {},
  };
}
