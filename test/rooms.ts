import { dirname } from 'node:path';

/** A folder of the code. */
export interface Room {
  /** What lies in it. */
  readonly holds: string;
  /**
   * The rooms that it and all rooms inside it may import, each with all that is inside it. What a room
   * always may: its own files, the rooms inside it, and what lies on top of the rooms around it.
   */
  readonly imports: readonly string[];
}

/**
 * Every folder of the code, and which others each may import. structure.test.ts holds the code to it,
 * eslint shows it while one writes, and docs/structure.md shows it to readers.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  cluster: {
    holds: 'what a spec means: its fields, its topology, its two sites; pure, as all in it',
    imports: [],
  },
  'cluster/checks': { holds: 'checks that fit any value, and the words for them', imports: [] },
  'cluster/data': { holds: "tables made from Kafka's and AWS's own", imports: [] },
  'cluster/listeners': {
    holds: 'the table of listeners, what a spec says of them',
    imports: ['cluster/data'],
  },
  'cluster/processes': {
    holds: 'the table of processes, with their ports and folders',
    imports: ['cluster/listeners'],
  },
  'cluster/hardware': {
    holds: 'instance types and the sizes of what runs on them',
    imports: ['cluster/checks', 'cluster/data', 'cluster/processes'],
  },
  'cluster/hardware/storage': { holds: 'kinds of storage, one file each', imports: [] },
  'cluster/clients': {
    holds: 'clients of a spec, and what they may do',
    imports: ['cluster/identities', 'cluster/topics'],
  },
  'cluster/identities': {
    holds: 'what certificates say of whom, and the files that they stand in',
    imports: ['cluster/processes'],
  },
  'cluster/settings': {
    holds: "settings of brokers and ZooKeeper: Kafka's, ours, and those that a spec may not set",
    imports: [
      'cluster/checks',
      'cluster/data',
      'cluster/identities',
      'cluster/listeners',
      'cluster/processes',
    ],
  },
  'cluster/settings/broker': {
    holds: 'our settings of brokers, each with its reason',
    imports: [],
  },
  'cluster/host-files': {
    holds: 'the files of a host, from the templates',
    imports: ['cluster/identities', 'cluster/metrics', 'cluster/processes', 'cluster/settings'],
  },
  'cluster/metrics': {
    holds: 'what processes measure: names, meanings, and where exporters read them',
    imports: ['cluster/processes'],
  },
  'cluster/changes': {
    holds: 'what a host needs when a file of it changes',
    imports: ['cluster/host-files', 'cluster/listeners', 'cluster/processes', 'cluster/settings'],
  },
  'cluster/shippers': {
    holds: 'hosts that write logs: what a spec says of them, and what is installed there',
    imports: ['cluster/host-files', 'cluster/topics'],
  },
  'cluster/placing': { holds: 'how replicas are spread over brokers and racks', imports: [] },
  'cluster/inventory': {
    holds: 'what a deployed cluster tells of its hosts',
    imports: ['cluster/checks'],
  },
  'cluster/topics': {
    holds: 'topics and quotas of a spec',
    imports: ['cluster/data', 'cluster/settings'],
  },
  'cluster/capacity': {
    holds: 'whether disks, network and memory carry the load',
    imports: ['cluster/hardware', 'cluster/settings', 'cluster/topics'],
  },
  'cluster/alerts': {
    holds:
      'what somebody has to know of a cluster, as rules of Prometheus, and what that is to scrape',
    imports: ['cluster/capacity', 'cluster/hardware', 'cluster/processes'],
  },
  'cluster/alerts/rules': { holds: 'the alerts, a file for each subject', imports: [] },
  'cluster/dashboards': {
    holds: 'what is shown of a cluster over time, as dashboards of Grafana',
    imports: ['cluster/alerts', 'cluster/metrics'],
  },
  'cluster/dashboards/pages': { holds: 'the dashboards, a file for each subject', imports: [] },
  'cluster/validation': {
    holds: 'what a spec may say, one file for each rule or group of rules',
    imports: [
      'cluster/capacity',
      'cluster/checks',
      'cluster/clients',
      'cluster/hardware',
      'cluster/identities',
      'cluster/listeners',
      'cluster/processes',
      'cluster/settings',
      'cluster/shippers',
      'cluster/topics',
    ],
  },
  'cluster/validation/settings': { holds: 'what settings may be, alone and together', imports: [] },
  stacks: {
    holds: 'what AWS is asked for; the only place that knows cdktf',
    imports: ['cluster'],
  },
  'stacks/validation': { holds: 'what props may say', imports: [] },
  scripts: {
    holds: 'the start of the program; a room for each thing it does',
    imports: ['cluster'],
  },
  'scripts/terminal': { holds: 'text, tables and progress on a terminal', imports: [] },
  'scripts/masking': { holds: 'finds secrets in any text and masks them', imports: [] },
  'scripts/system': { holds: 'processes, signals, folders and time of this machine', imports: [] },
  'scripts/command-line': {
    holds: "what all commands have: help, exit codes, a wrong line's error",
    imports: ['scripts/terminal'],
  },
  'scripts/spec-file': { holds: 'loads a spec from a file', imports: [] },
  'scripts/prerequisites': {
    holds: 'installs what this machine lacks, such as Java',
    imports: ['scripts/system'],
  },
  'scripts/distribution': {
    holds: "makes Kafka's distribution from Maven Central",
    imports: ['scripts/prerequisites', 'scripts/system'],
  },
  'scripts/generate': {
    holds: "makes cluster/data, kafka/ and the build's last step",
    imports: ['scripts/distribution', 'scripts/local', 'scripts/prerequisites', 'scripts/smoke'],
  },
  'scripts/capacity': { holds: "capacity's report", imports: ['scripts/terminal'] },
  'scripts/render': {
    holds: 'writes the files of hosts to a folder, and tells what changed',
    imports: ['scripts/terminal'],
  },
  'scripts/terraform': {
    holds: 'runs terraform',
    imports: ['scripts/masking', 'scripts/system'],
  },
  'scripts/terraform-plan': {
    holds: 'reads a plan of terraform: what it says of each resource, and what may be told',
    imports: ['scripts/masking', 'scripts/system', 'scripts/terminal', 'scripts/terraform'],
  },
  'scripts/shell': { holds: 'reads shell scripts: their commands and words', imports: [] },
  'scripts/plan-review': {
    holds: 'what a plan would do to a cluster; on top, the types that all in it share',
    imports: ['scripts/masking', 'scripts/terminal', 'scripts/terraform-plan'],
  },
  'scripts/plan-review/kinds': {
    holds: 'the table of what each type of resource holds, and what it means that it goes',
    imports: [],
  },
  'scripts/plan-review/facts': {
    holds: 'what a plan says, before anybody judges it: a folder for each subject, gathered on top',
    imports: ['scripts/plan-review/kinds'],
  },
  'scripts/plan-review/facts/deploy': { holds: "the deploy's own steps", imports: [] },
  'scripts/plan-review/facts/hosts': {
    holds: 'which hosts stop, come and go, and in which order',
    imports: ['scripts/plan-review/facts/deploy', 'scripts/plan-review/facts/user-data'],
  },
  'scripts/plan-review/facts/configuration': {
    holds: 'files of hosts and the keys in them that change',
    imports: [
      'scripts/plan-review/facts/hosts',
      'scripts/plan-review/facts/kafka',
      'scripts/plan-review/facts/kubernetes',
      'scripts/plan-review/facts/texts',
    ],
  },
  'scripts/plan-review/facts/texts': {
    holds: 'texts in any resource that are files of Kafka or ZooKeeper, told by what they say',
    imports: ['scripts/plan-review/facts/user-data'],
  },
  'scripts/plan-review/facts/kafka': { holds: 'topics of all providers', imports: [] },
  'scripts/plan-review/facts/kubernetes': {
    holds: 'the objects of Kubernetes in manifests, and the values of charts',
    imports: [],
  },
  'scripts/plan-review/facts/user-data': { holds: 'user data, decoded', imports: [] },
  'scripts/plan-review/facts/commands': {
    holds: 'commands that a plan would run, told by what they do',
    imports: [
      'scripts/plan-review/facts/kubernetes',
      'scripts/plan-review/facts/resources',
      'scripts/plan-review/facts/user-data',
      'scripts/shell',
    ],
  },
  'scripts/plan-review/facts/volumes': { holds: 'volumes and who holds them', imports: [] },
  'scripts/plan-review/facts/network': {
    holds: 'what passes groups, network ACLs and firewalls',
    imports: ['scripts/plan-review/facts/hosts'],
  },
  'scripts/plan-review/facts/iam': { holds: 'what policies allow', imports: [] },
  'scripts/plan-review/facts/resources': {
    holds: 'all resources, by what is known of their types',
    imports: ['scripts/plan-review/facts/hosts'],
  },
  'scripts/plan-review/attributes': {
    holds: 'rules that are rows: an attribute or a setting, and the change of it that does harm',
    imports: ['scripts/plan-review/facts', 'scripts/plan-review/kinds'],
  },
  'scripts/plan-review/rules': {
    holds: 'the rules, one file each: from facts to findings',
    imports: [
      'scripts/plan-review/attributes',
      'scripts/plan-review/facts',
      'scripts/plan-review/kinds',
    ],
  },
  'scripts/plan-review/reviewing': {
    holds: 'facts, findings and headline put together to a review',
    imports: ['scripts/plan-review/facts', 'scripts/plan-review/rules'],
  },
  'scripts/plan-review/output': {
    holds: 'a review as text, Markdown, JSON or SARIF',
    imports: ['scripts/plan-review/rules'],
  },
  'scripts/hosts': {
    holds: 'commands and files on hosts, over SSH',
    imports: ['scripts/masking', 'scripts/system'],
  },
  'scripts/cluster-access': {
    holds: "speaks Kafka's and ZooKeeper's protocols",
    imports: ['scripts/hosts', 'scripts/system'],
  },
  'scripts/secrets': {
    holds: 'where the secrets of a cluster are kept',
    imports: [],
  },
  'scripts/authority': {
    holds: 'signs the certificates of a cluster, or has them signed, and looks at signed ones',
    imports: ['scripts/masking', 'scripts/secrets', 'scripts/system'],
  },
  'scripts/clients': {
    holds: 'brings the clients of the spec, with what they may do, to a live cluster',
    imports: [
      'scripts/authority',
      'scripts/changing',
      'scripts/cluster-access',
      'scripts/health',
      'scripts/secrets',
      'scripts/terminal',
    ],
  },
  'scripts/coordination': {
    holds: "what a cluster's coordination service is asked: small entries that all share",
    imports: ['scripts/cluster-access'],
  },
  'scripts/coordination/zookeeper': {
    holds: "ZooKeeper's protocol, and sessions that go from member to member",
    imports: [],
  },
  'scripts/changing': {
    holds: 'one change of a live cluster at a time: its lock, and the record of what was done',
    imports: ['scripts/cluster-access', 'scripts/coordination', 'scripts/masking'],
  },
  'scripts/health': {
    holds: 'what a well host and a well cluster are',
    imports: ['scripts/cluster-access', 'scripts/hosts', 'scripts/terminal'],
  },
  'scripts/health/host': { holds: "a host's state, read and judged", imports: [] },
  'scripts/health/settings': {
    holds: 'what brokers run with beside what the spec renders: what differs',
    imports: [],
  },
  'scripts/health/topics': {
    holds: "topics and quotas beside the spec's: what differs",
    imports: ['scripts/coordination', 'scripts/health/settings'],
  },
  'scripts/health/clients': {
    holds: "who can log in and what is granted, beside the spec's: what differs",
    imports: [],
  },
  'scripts/health/cluster': {
    holds: "a cluster's state, read and judged",
    imports: ['scripts/health/clients', 'scripts/health/settings', 'scripts/health/topics'],
  },
  'scripts/health/groups': {
    holds: 'groups of consumers, and how far they are behind',
    imports: [],
  },
  'scripts/health/gate': {
    holds: 'waits until a cluster is well enough to go on',
    imports: ['scripts/health/cluster'],
  },
  'scripts/leadership': {
    holds: 'who leads which partition, and how it is given back',
    imports: ['scripts/cluster-access', 'scripts/health'],
  },
  'scripts/rolling': {
    holds: 'brings new files to a live cluster, host by host',
    imports: [
      'scripts/changing',
      'scripts/cluster-access',
      'scripts/health',
      'scripts/hosts',
      'scripts/leadership',
      'scripts/probing',
      'scripts/system',
      'scripts/terminal',
    ],
  },
  'scripts/upgrading': {
    holds: 'which release a live cluster runs, and the rolls that lead to the one of the spec',
    imports: [
      'scripts/cluster-access',
      'scripts/health',
      'scripts/hosts',
      'scripts/rolling',
      'scripts/terminal',
    ],
  },
  'scripts/topics': {
    holds: 'brings topics and quotas of the spec to a live cluster',
    imports: [
      'scripts/changing',
      'scripts/cluster-access',
      'scripts/health',
      'scripts/moving',
      'scripts/terminal',
    ],
  },
  'scripts/replacing': {
    holds: 'replaces hosts by terraform',
    imports: [
      'scripts/changing',
      'scripts/health',
      'scripts/hosts',
      'scripts/rolling',
      'scripts/terraform',
      'scripts/terraform-plan',
    ],
  },
  'scripts/status': {
    holds: 'how a cluster is, on one screen',
    imports: [
      'scripts/changing',
      'scripts/cluster-access',
      'scripts/health',
      'scripts/hosts',
      'scripts/rolling',
      'scripts/terminal',
    ],
  },
  'scripts/status/page': {
    holds: 'the same as a page for a browser; pure but for its file',
    imports: ['scripts/system', 'scripts/topics'],
  },
  'scripts/metrics': {
    holds: "serves what only Kafka's API tells, for Prometheus",
    imports: ['scripts/audit', 'scripts/cluster-access', 'scripts/health', 'scripts/reading'],
  },
  'scripts/logs': {
    holds: 'logs of processes, read on their hosts and merged by time',
    imports: ['scripts/hosts'],
  },
  'scripts/reading': {
    holds: 'reads the records of topics without a group, merged by time; sets groups back',
    imports: [
      'scripts/cluster-access',
      'scripts/health',
      'scripts/hosts',
      'scripts/system',
      'scripts/terminal',
    ],
  },
  'scripts/packages': {
    holds: 'makes packages of Debian, by its own program',
    imports: ['scripts/system'],
  },
  'scripts/audit': {
    holds: 'what shippers say that they have sent, and whether topics hold it',
    imports: ['scripts/cluster-access', 'scripts/reading', 'scripts/terminal'],
  },
  'scripts/smoke': {
    holds: 'proves that a running cluster works',
    imports: [
      'scripts/clients',
      'scripts/cluster-access',
      'scripts/health',
      'scripts/hosts',
      'scripts/system',
      'scripts/terminal',
    ],
  },
  'scripts/probing': {
    holds: 'writes records of its own to a live cluster, and notes how long each waited',
    imports: [
      'scripts/cluster-access',
      'scripts/health',
      'scripts/leadership',
      'scripts/smoke',
      'scripts/system',
    ],
  },
  'scripts/certificates': {
    holds: 'brings certificates to hosts and to the tools, renews them, and replaces who signs',
    imports: [
      'scripts/authority',
      'scripts/changing',
      'scripts/cluster-access',
      'scripts/health',
      'scripts/hosts',
      'scripts/secrets',
      'scripts/system',
    ],
  },
  'scripts/smoke/topic': { holds: 'the topic that checks write to and read', imports: [] },
  'scripts/smoke/checks': {
    holds: 'the checks, one file each',
    imports: ['scripts/smoke/topic'],
  },
  'scripts/drills': {
    holds: 'harm done on purpose to a cluster that may be drilled, and what became of its records',
    imports: [
      'scripts/changing',
      'scripts/cluster-access',
      'scripts/health',
      'scripts/hosts',
      'scripts/probing',
      'scripts/rolling',
      'scripts/smoke',
      'scripts/system',
      'scripts/terminal',
    ],
  },
  'scripts/drills/judge': { holds: 'writes records all along, and judges them', imports: [] },
  'scripts/moving': {
    holds: 'brings partitions to where they should lie, on a live cluster',
    imports: [
      'scripts/changing',
      'scripts/cluster-access',
      'scripts/health',
      'scripts/leadership',
      'scripts/probing',
      'scripts/terminal',
    ],
  },
  'scripts/moving/planning': {
    holds: 'plans where partitions should lie; pure',
    imports: [],
  },
  'scripts/securing': {
    holds: 'brings a running cluster from one security to another, stage by stage',
    imports: [
      'scripts/changing',
      'scripts/clients',
      'scripts/coordination',
      'scripts/health',
      'scripts/hosts',
      'scripts/rolling',
      'scripts/secrets',
    ],
  },
  'scripts/local': {
    holds: 'clusters on this machine, from the same files as on hosts',
    imports: [
      'scripts/authority',
      'scripts/certificates',
      'scripts/changing',
      'scripts/clients',
      'scripts/cluster-access',
      'scripts/distribution',
      'scripts/health',
      'scripts/hosts',
      'scripts/prerequisites',
      'scripts/rolling',
      'scripts/secrets',
      'scripts/securing',
      'scripts/smoke',
      'scripts/status',
      'scripts/system',
      'scripts/terminal',
      'scripts/topics',
    ],
  },
  'scripts/commands': {
    holds: 'the commands, one file each: options in, exit code out',
    imports: [
      'scripts/audit',
      'scripts/authority',
      'scripts/capacity',
      'scripts/certificates',
      'scripts/changing',
      'scripts/clients',
      'scripts/cluster-access',
      'scripts/command-line',
      'scripts/distribution',
      'scripts/drills',
      'scripts/health',
      'scripts/hosts',
      'scripts/leadership',
      'scripts/local',
      'scripts/logs',
      'scripts/masking',
      'scripts/metrics',
      'scripts/moving',
      'scripts/packages',
      'scripts/plan-review',
      'scripts/prerequisites',
      'scripts/reading',
      'scripts/render',
      'scripts/replacing',
      'scripts/rolling',
      'scripts/secrets',
      'scripts/securing',
      'scripts/smoke',
      'scripts/spec-file',
      'scripts/status',
      'scripts/system',
      'scripts/terminal',
      'scripts/terraform-plan',
      'scripts/topics',
      'scripts/upgrading',
    ],
  },
};

/** Whether a room is another, or lies inside it. */
export function isWithin(room: string, other: string): boolean {
  return room === other || room.startsWith(`${other}/`);
}

/** What a room may import by its own row and by those of the rooms around it. */
export function importsOfRoom(room: string): readonly string[] {
  return Object.keys(ROOMS)
    .filter((each) => isWithin(room, each))
    .flatMap((each) => ROOMS[each]!.imports);
}

/** Whether one file of the code may import another; both are paths from the top of this repository. */
export function mayImport(file: string, target: string): boolean {
  const [from, to] = [dirname(file), dirname(target)];
  const isFamily = isWithin(from, to) || isWithin(to, from);
  return isFamily || importsOfRoom(from).some((room) => isWithin(to, room));
}
