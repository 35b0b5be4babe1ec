import type { Severity } from '../../rule';

/** What a command does to what stands, in words behind its quote. */
export interface Effect {
  readonly severity: Severity;
  /** Behind “Runs what”, such as `deletes topics or records`. */
  readonly does: string;
  /** Whether nothing brings back what is lost. */
  readonly isFinal?: boolean;
  /** What can be undone of it, and how. */
  readonly undone: string;
  /** Whether it reaches no further than the host that it runs on: one that is only being made loses nothing. */
  readonly staysOnHost?: boolean;
}

const GONE = 'Nothing brings back what is deleted.';
const REPLICAS = 'Only a snapshot or the other replicas have what was there.';
const UNSEEN = 'Nobody can say whether it can be undone.';

/** Everything that a command may do that a reviewer must know. */
export const EFFECTS = {
  'disk-erased': {
    severity: 'danger',
    does: 'erases a disk, a file system or a volume',
    isFinal: true,
    undone: REPLICAS,
    staysOnHost: true,
  },
  'files-deleted': {
    severity: 'danger',
    does: 'deletes files',
    isFinal: true,
    undone: REPLICAS,
    staysOnHost: true,
  },
  'records-deleted': {
    severity: 'danger',
    does: 'deletes topics or records',
    isFinal: true,
    undone: GONE,
  },
  'metadata-deleted': {
    severity: 'danger',
    does: 'deletes what ZooKeeper keeps of the cluster',
    isFinal: true,
    undone: GONE,
  },
  'log-folder-formatted': {
    severity: 'danger',
    does: 'formats Kafka’s data folders',
    isFinal: true,
    undone: 'The broker then has another identity, or none of its data.',
    staysOnHost: true,
  },
  'retention-cut': {
    severity: 'danger',
    does: 'lets records be deleted sooner',
    isFinal: true,
    undone: 'The setting can be taken back, the records can’t.',
  },
  'replicas-risked': {
    severity: 'danger',
    does: 'lets a replica lead, or count, that lacks records',
    isFinal: true,
    undone: 'The setting can be taken back, the records can’t.',
  },
  'offsets-lost': {
    severity: 'danger',
    does: 'deletes or moves what consumers have read up to',
    undone: 'It can be undone only where somebody has written the offsets down.',
  },
  'objects-deleted': {
    severity: 'danger',
    does: 'deletes objects of a bucket, or the bucket',
    undone: 'It can be undone only in a bucket that keeps versions.',
  },
  'rows-deleted': {
    severity: 'danger',
    does: 'deletes data of a database',
    isFinal: true,
    undone: GONE,
  },
  'resources-deleted': {
    severity: 'danger',
    does: 'deletes what terraform doesn’t see go',
    isFinal: true,
    undone: 'What is deleted must be made anew, without the data in it.',
  },
  'cluster-stopped': {
    severity: 'danger',
    does: 'stops hosts of a cluster together, with no gate between them',
    undone: 'They can be started again; until then the cluster is down, and records may be lost.',
  },
  'topic-changed': {
    severity: 'care',
    does: 'changes a setting of topics, brokers or clients',
    undone: 'It can be taken back where the old value is known.',
  },
  'replicas-moved': {
    severity: 'care',
    does: 'moves replicas or leaders of partitions',
    undone: 'It can be moved back, for as much traffic again.',
  },
  'access-changed': {
    severity: 'care',
    does: 'changes who may do what, or lock somebody out',
    undone: 'It can be taken back by who still has the right to.',
  },
  'process-stopped': {
    severity: 'care',
    does: 'stops or restarts a host or a process, with no gate before it',
    undone: 'What was stopped can be started again.',
  },
  'traffic-cut': {
    severity: 'care',
    does: 'changes which traffic a host lets through',
    undone: 'It can be taken back from where the host is still reached.',
  },
  'packages-changed': {
    severity: 'care',
    does: 'removes packages or takes newer ones, which may restart what runs on them',
    undone: 'The older packages can be put back.',
    staysOnHost: true,
  },
  'files-changed': {
    severity: 'care',
    does: 'changes files that terraform doesn’t see',
    undone: 'It can be undone where the old file is kept.',
    staysOnHost: true,
  },
  'resources-changed': {
    severity: 'care',
    does: 'changes or stops what terraform doesn’t see change',
    undone: 'It can be taken back where the old state is known.',
  },
  fetched: {
    severity: 'care',
    does: 'it fetches, and nobody has read',
    undone: UNSEEN,
  },
  unseen: { severity: 'care', does: 'the plan doesn’t show', undone: UNSEEN },
  unknown: {
    severity: 'care',
    does: 'no rule knows',
    undone: UNSEEN,
    staysOnHost: true,
  },
} as const satisfies Readonly<Record<string, Effect>>;

export type EffectKind = keyof typeof EFFECTS;

/** What is known of a call: its effect, that it has none worth telling, or nothing yet. */
export type Judged = EffectKind | 'harmless' | undefined;
