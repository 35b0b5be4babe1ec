import type { Metric } from './metric';

const MEMBER = 'org.apache.ZooKeeperService:name0=ReplicatedServer_id{*},name1=replica.{*}';
/** What serves, under the part that the member plays: gone while it plays none. */
const SERVER = `${MEMBER},name2={role:Leader|Follower|Observer}`;
/** A follower goes on counting the tree that it had before it took over the leader's. */
const TREE_OF_LEADER = `${MEMBER},name2=Leader,name3=InMemoryDataTree`;

/** What the exporter of a ZooKeeper member gives, besides what it tells of its JVM and of itself. */
export const ZOOKEEPER_METRICS = [
  {
    name: 'zookeeper_member_state',
    type: 'gauge',
    meaning:
      'What the member does, as a label: leading, following or observing, or leaderelection, in which it serves nobody; always 1',
    bean: MEMBER,
    attribute: 'State',
    textLabel: 'state',
  },
  {
    name: 'zookeeper_server_outstandingrequests',
    type: 'gauge',
    meaning: 'Requests that wait for their answer',
    bean: SERVER,
    attribute: 'OutstandingRequests',
  },
  {
    name: 'zookeeper_server_numaliveconnections',
    type: 'gauge',
    meaning: 'Connections of clients that are open, those of brokers among them',
    bean: SERVER,
    attribute: 'NumAliveConnections',
  },
  {
    name: 'zookeeper_server_avgrequestlatency_seconds',
    type: 'gauge',
    meaning: 'How long requests took, on average since the member began to play its part',
    unit: 'seconds',
    bean: SERVER,
    attribute: 'AvgRequestLatency',
    factor: 0.001,
  },
  {
    name: 'zookeeper_server_maxrequestlatency_seconds',
    type: 'gauge',
    meaning: 'How long the slowest request took since the member began to play its part',
    unit: 'seconds',
    bean: SERVER,
    attribute: 'MaxRequestLatency',
    factor: 0.001,
  },
  {
    name: 'zookeeper_server_packetsreceived_total',
    type: 'counter',
    meaning: 'Requests of clients, those that keep sessions alive among them',
    bean: SERVER,
    attribute: 'PacketsReceived',
  },
  {
    name: 'zookeeper_server_packetssent_total',
    type: 'counter',
    meaning: 'Answers to clients, and what they are told of changes',
    bean: SERVER,
    attribute: 'PacketsSent',
  },
  {
    name: 'zookeeper_server_fsyncthresholdexceedcount_total',
    type: 'counter',
    meaning: 'Times that it took longer than a second to write to the log of transactions',
    bean: SERVER,
    attribute: 'FsyncThresholdExceedCount',
  },
  {
    name: 'zookeeper_server_authfailedcount_total',
    type: 'counter',
    meaning: 'Clients that were refused for who they are',
    bean: SERVER,
    attribute: 'AuthFailedCount',
  },
  {
    name: 'zookeeper_server_datadirsize_bytes',
    type: 'gauge',
    meaning: 'What snapshots take on the disk',
    unit: 'bytes',
    bean: SERVER,
    attribute: 'DataDirSize',
  },
  {
    name: 'zookeeper_server_logdirsize_bytes',
    type: 'gauge',
    meaning: 'What logs of transactions take on the disk',
    unit: 'bytes',
    bean: SERVER,
    attribute: 'LogDirSize',
  },
  {
    name: 'zookeeper_inmemorydatatree_nodecount',
    type: 'gauge',
    meaning: 'Entries of the whole ensemble',
    bean: TREE_OF_LEADER,
    attribute: 'NodeCount',
    onlyWhen: 'from the leader',
  },
] as const satisfies readonly Metric[];
