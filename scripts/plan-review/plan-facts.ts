import type { ChangedSetting } from '../../cluster/changes/changed-settings';
import type { Role } from '../../cluster/processes/processes';
import type { Sayable } from '../masking/say';
import type { Plan, ResourceChange } from '../terraform-plan/plan';

/**
 * A plan, seen as what happens to clusters. Made once by `gatherPlanFacts`, asked by every rule, by
 * `headlineOf(facts, findings)` and by `countChanges(plan)`.
 */
export interface PlanFacts {
  /** With the objects of Kubernetes in the place of the manifests that ask for them. */
  readonly plan: Plan;
  /** Every managed resource by its type, also those that the plan leaves alone. */
  readonly resources: ReadonlyMap<string, readonly ResourceChange[]>;
  /**
   * The files of hosts: objects in buckets, also those that the plan leaves alone, and texts of other
   * resources that change and are a file of Kafka's or ZooKeeper's.
   */
  readonly files: readonly HostFileObject[];
  /** The clusters that the plan knows of, ours by their tags; a foreign stack's hosts are one of no name. */
  readonly clusters: readonly ClusterFacts[];
  /** Configuration files of standing hosts whose text changes. */
  readonly configuration: readonly JudgedConfiguration[];
  /** User data and launch templates whose text changes. */
  readonly userData: readonly JudgedText[];
  /** Settings of brokers, of ZooKeeper and of topics that change, wherever they stand. */
  readonly settings: readonly SettingsChange[];
}

/** Settings that change in one place: a file, a script, a topic. */
export interface SettingsChange {
  readonly address: Sayable;
  readonly owner: SettingsOwner;
  /** What has them where no host is known, such as `topic orders`, as may be shown. */
  readonly where: Sayable;
  /** The hosts that have them, as may be shown. */
  readonly hosts: readonly Sayable[];
  readonly keys: readonly JudgedKey[];
}

export type SettingsOwner = Role | 'topic';

/** What the plan does to the hosts of one cluster. */
export interface ClusterFacts extends Replication {
  /** As its tags name it. */
  readonly name?: string;
  /** The same as may be shown. */
  readonly shown: { readonly name?: Sayable; readonly replication: Replication };
  readonly hosts: readonly HostFacts[];
  /** The steps of a deploy that ask or change the live cluster. */
  readonly steps: readonly DeployStep[];
}

/** The lowest `min.insync.replicas` and `default.replication.factor` that a cluster's files name. */
export interface Replication {
  readonly minInsyncReplicas?: number;
  readonly replicationFactor?: number;
}

export interface HostFacts {
  /** Such as `broker-1`; a foreign host goes by its Name tag or address. */
  readonly name: string;
  readonly shown: { readonly name: Sayable };
  readonly address: Sayable;
  readonly isBroker: boolean;
  readonly isZookeeper: boolean;
  readonly fate: 'untouched' | 'added' | 'changed-running' | 'stopped' | 'replaced' | 'removed';
  /** What the plan says of its instance. */
  readonly instance: ResourceChange;
  /** Attributes whose change stops it, and other resources that do, such as attachments of volumes. */
  readonly stoppedBy: readonly Sayable[];
  /** Whether another resource stops it: terraform then keeps to no order of the hosts. */
  readonly stopsOutOfOrder: boolean;
  /** Whether it stands still, and another resource starts it. */
  readonly isStarted: boolean;
  /** Attributes that change in place of which nobody knows here whether they stop it. */
  readonly unjudged: readonly Sayable[];
}

/** A file of a host, as an object in a bucket. */
export interface HostFileObject extends HostFile {
  readonly object: ResourceChange;
  /** The same as may be shown: where the plan marks all of a text, that text is the mask. */
  readonly shown: HostFile<Sayable>;
  /** Whether a text is there that the plan doesn't show. */
  readonly isHidden: boolean;
  /** Whether it may say more than the plan shows, which is known only after the apply. */
  readonly isPartial?: true;
  /** What it is to Kafka or ZooKeeper; absent where it is nothing of theirs. */
  readonly nature?: TextNature;
}

export interface HostFile<Text extends string = string> {
  /** Where the plan leaves it. */
  readonly key: Text;
  /** The first part of a key of ours, `<cluster>/<host>/<path>`: as it stands, like the tags of hosts. */
  readonly cluster: Text;
  /** The second part. */
  readonly host: Text;
  /** Absolute, on the host; for a foreign object, its whole key behind a slash. */
  readonly path: Text;
  /** Absent where there is none, or where it isn't in the plan as text. */
  readonly before?: Text;
  readonly after?: Text;
}

/** What a file of a host is to Kafka or ZooKeeper. */
export type TextNature =
  | 'broker-settings'
  | 'zookeeper-settings'
  /** `myid`, the id of a member of ZooKeeper's quorum. */
  | 'zookeeper-id'
  /** JAAS: who may log in, and as whom the process does. */
  | 'logins'
  /** Keystores, truststores, and certificates of Kafka's. */
  | 'stores'
  | 'logging'
  | 'jvm-options'
  | 'unit';

/** A `terraform_data` of a deploy. */
export interface DeployStep {
  readonly kind: 'gate-before' | 'gate-after' | 'converge' | 'verify' | 'leaving' | 'release';
  readonly address: Sayable;
  /**
   * `absent`: the plan takes it away. `idle`: it stands and does nothing in this plan. `hollow`: it has
   * the name of a step, and doesn't do its work.
   */
  readonly state: 'runs' | 'idle' | 'absent' | 'hollow';
}

/** A text before and after; absent where there is none. */
export interface TextChange<Text extends string = string> {
  readonly address: Text;
  /**
   * What it is, alike on every host that has it: `/etc/kafka/server.properties`, `user data`. Outputs
   * put the hosts before it, and show changes that are alike once, with all of their hosts.
   */
  readonly label: Text;
  /** The hosts that have it, such as `broker-1`; empty where it belongs to none that is known. */
  readonly hosts: readonly Text[];
  readonly before?: Text;
  readonly after?: Text;
  /** Why a text is missing or cut, in one sentence, such as that it is known only after the apply. */
  readonly note?: Text;
}

/** A text with its real words, by which rules judge, and the same as may be shown. */
export interface JudgedText extends TextChange {
  readonly shown: TextChange<Sayable>;
}

/** A configuration file of hosts, and each key of it that changes. */
export interface ConfigurationChange<Text extends string = string>
  extends TextChange<Text>, Consequence {
  readonly keys: readonly KeyChange<Text>[];
}

/** A configuration file with its real words, and the same as may be shown. */
export interface JudgedConfiguration extends TextChange, Consequence {
  /** Whose settings it holds; absent where it holds none. */
  readonly owner?: Role;
  readonly keys: readonly JudgedKey[];
  readonly shown: ConfigurationChange<Sayable>;
}

/** What comes of a change of a file. */
interface Consequence {
  /**
   * What `converge` does for it on its hosts. `dynamic`: Kafka is given what differs while it runs.
   */
  readonly effect: 'nothing' | 'reload' | 'dynamic' | `${Role}-restart`;
  /** The same in words, behind "needs". */
  readonly needs: string;
}

export interface KeyChange<Text extends string = string> extends Pick<
  ChangedSetting,
  'default' | 'update'
> {
  readonly key: Text;
  /** Absent where the file doesn't set it. */
  readonly before?: Text;
  readonly after?: Text;
  /** Whether it may have a value afterwards that is known only after the apply. */
  readonly isUnknown?: true;
}

export interface JudgedKey extends KeyChange {
  readonly shown: KeyChange<Sayable>;
}
