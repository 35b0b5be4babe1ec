import type { Severity } from '../../rule';

/** What a command does to what stands, in words behind its quote. */
export interface Effect {
  readonly severity: Severity;
  /** Behind “Runs what”, such as `deletes topics or records`. */
  readonly does: string;
  /** What can be undone of it, and how. */
  readonly undone: string;
  /** Whether nothing brings back what is lost. */
  readonly isFinal: boolean;
  /** Whether it reaches no further than the host that it runs on: one that is only being made loses nothing. */
  readonly staysOnHost: boolean;
}

const GONE = 'Nothing brings back what is deleted.';
const REPLICAS = 'Only a snapshot or the other replicas have what was there.';
const RECORDS_GONE = 'The setting can be taken back, the records can’t.';
const UNSEEN = 'Nobody can say whether it can be undone.';

const loss = effect('danger', { isFinal: true });
const danger = effect('danger', {});
const care = effect('care', {});
const lossOnHost = effect('danger', { isFinal: true, staysOnHost: true });
const careOnHost = effect('care', { staysOnHost: true });

/** Everything that a command may do that a reviewer must know. */
export const EFFECTS = {
  'disk-erased': lossOnHost('erases a disk, a file system or a volume', REPLICAS),
  'files-deleted': lossOnHost('deletes files', REPLICAS),
  'records-deleted': loss('deletes topics or records', GONE),
  'metadata-deleted': loss('deletes what ZooKeeper keeps of the cluster', GONE),
  'log-folder-formatted': lossOnHost(
    'formats Kafka’s data folders',
    'The broker then has another identity, or none of its data.',
  ),
  'retention-cut': loss('lets records be deleted sooner', RECORDS_GONE),
  'replicas-risked': loss('lets a replica lead, or count, that lacks records', RECORDS_GONE),
  'offsets-lost': danger(
    'deletes or moves what consumers have read up to',
    'It can be undone only where somebody has written the offsets down.',
  ),
  'objects-deleted': danger(
    'deletes objects of a bucket, or the bucket',
    'It can be undone only in a bucket that keeps versions.',
  ),
  'rows-deleted': loss('deletes data of a database', GONE),
  'resources-deleted': loss(
    'deletes what terraform doesn’t see go',
    'What is deleted must be made anew, without the data in it.',
  ),
  'cluster-stopped': danger(
    'stops hosts of a cluster together, with no gate between them',
    'They can be started again; until then the cluster is down, and records may be lost.',
  ),
  'topic-changed': care(
    'changes a setting of topics, brokers or clients',
    'It can be taken back where the old value is known.',
  ),
  'replicas-moved': care(
    'moves replicas or leaders of partitions',
    'It can be moved back, for as much traffic again.',
  ),
  'access-changed': care(
    'changes who may do what, or lock somebody out',
    'It can be taken back by who still has the right to.',
  ),
  'process-stopped': care(
    'stops or restarts a host or a process, with no gate before it',
    'What was stopped can be started again.',
  ),
  'traffic-cut': care(
    'changes which traffic a host lets through',
    'It can be taken back from where the host is still reached.',
  ),
  'packages-changed': careOnHost(
    'removes packages or takes newer ones, which may restart what runs on them',
    'The older packages can be put back.',
  ),
  'files-changed': careOnHost(
    'changes files that terraform doesn’t see',
    'It can be undone where the old file is kept.',
  ),
  'resources-changed': care(
    'changes or stops what terraform doesn’t see change',
    'It can be taken back where the old state is known.',
  ),
  fetched: care('it fetches, and nobody has read', UNSEEN),
  unseen: care('the plan doesn’t show', UNSEEN),
  unknown: careOnHost('no rule knows', UNSEEN),
} as const satisfies Readonly<Record<string, Effect>>;

export type EffectKind = keyof typeof EFFECTS;

function effect(
  severity: Severity,
  { isFinal = false, staysOnHost = false }: Partial<Effect>,
): (does: string, undone: string) => Effect {
  return (does, undone) => ({ severity, does, undone, isFinal, staysOnHost });
}
