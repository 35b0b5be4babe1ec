/** As `terraform show -json` writes it; as much as is looked at here. */
interface Entry {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Attributes | null;
    readonly after: Attributes | null;
  };
}

interface Attributes {
  readonly [name: string]: unknown;
  readonly id?: string;
  readonly size?: number;
  readonly key?: string;
  readonly content?: string;
  readonly instance_id?: string;
  readonly policy?: string;
  readonly tags?: Readonly<Record<string, string>> | null;
}

/** By rule, the addresses of what a plan does that may lose data or the cluster, sorted. */
export type Dangers = Readonly<Record<string, readonly string[]>>;

/**
 * The dangers of a plan of fixtures/, found by hand: what the kinds of change that these plans were
 * made for look like in their `resource_changes`. It knows nothing of the reviewer and shares no code
 * with it; it knows these plans only, and takes min ISR, quorum and the names of steps for those of
 * prod-logging.
 */
export function derivedDangers(text: string): Dangers {
  const plan = JSON.parse(text) as { readonly resource_changes: readonly Entry[] };
  const entries = plan.resource_changes.filter(({ mode }) => mode === 'managed');
  const derived = Object.entries(DERIVED).map(([rule, isDangerous]) => {
    const addresses = entries.filter((entry) => isDangerous(entry, entries));
    return [rule, addresses.map(({ address }) => address).sort()] as const;
  });
  return Object.fromEntries(derived.filter(([, addresses]) => addresses.length > 0));
}

const DERIVED: Readonly<Record<string, (entry: Entry, all: readonly Entry[]) => boolean>> = {
  'volume-lost': (entry) =>
    entry.type === 'aws_ebs_volume' && (isDeleted(entry) || isShrunk(entry)),
  'key-lost': (entry) => entry.type === 'aws_kms_key' && isDeleted(entry),
  'data-store-lost': (entry) => entry.type === 'aws_s3_bucket' && isDeleted(entry),
  // One broker, and one member of the quorum, may be down at a time.
  'hosts-down-together': (entry, all) => {
    const down = all.filter((each) => isDown(each, all));
    return down.length > 1 && !areGated(down, all) && down.includes(entry);
  },
  'host-removed': (entry) => entry.type === 'aws_instance' && isGone(entry),
  'identity-changed': ({ type, change }) => {
    if (!change.before || !change.after) return false;
    const { before, after } = change;
    const isRenamed = before.tags?.['kafka-cluster'] !== after.tags?.['kafka-cluster'];
    if (type === 'aws_instance' || type === 'aws_ebs_volume') return isRenamed;
    if (type !== 'aws_s3_object') return false;
    const isOfHost =
      (before.key?.split('/').length ?? 0) > 2 && !before.key?.includes('/archives/');
    return (
      (isOfHost && before.key !== after.key) ||
      lineOf(before, 'log.dirs') !== lineOf(after, 'log.dirs')
    );
  },
  // A manifest begins with the cluster's and the host's name.
  'manifest-changed': ({ change: { before, after } }) =>
    /\/manifest$/.test(before?.key ?? '') &&
    after !== null &&
    before?.content?.split('\n')[0] !== after.content?.split('\n')[0],
  'quorum-changed': ({ change }) =>
    /\/zoo\.cfg$/.test(change.before?.key ?? '') &&
    [1, 2, 3].some(
      (id) => lineOf(change.before, `server.${id}`) !== lineOf(change.after, `server.${id}`),
    ),
  'retention-shortened': ({ change }) => {
    const [before, after] = [change.before, change.after].map((values) =>
      Number(lineOf(values, 'log.retention.ms') ?? NaN),
    );
    return after! < before!;
  },
  'durability-weakened': ({ change }) => {
    const [before, after] = [change.before, change.after].map((values) =>
      lineOf(values, 'min.insync.replicas'),
    );
    return before !== undefined && before !== '1' && after === '1';
  },
  'kafka-downgrade': ({ change }) => {
    const [before, after] = [change.before, change.after].map((values) =>
      Number(lineOf(values, 'inter.broker.protocol.version') ?? NaN),
    );
    return after! < before!;
  },
  'ingress-widened': ({ type, change }) =>
    /security_group/.test(type) &&
    change.before !== null &&
    ingressOf(change.after).includes('"0.0.0.0/0"') &&
    !ingressOf(change.before).includes('"0.0.0.0/0"'),
  'exposed-to-internet': (entry) =>
    entry.type === 'aws_s3_bucket_public_access_block' && isGone(entry),
  'iam-widened': ({ type, change }) =>
    type === 'aws_iam_role_policy' &&
    change.before === null &&
    /"Action":"\*".*"Resource":"\*"/.test(change.after?.policy ?? ''),
  'listener-weakened': ({ change: { before, after } }) =>
    (hasTls(before) && after !== null && !hasTls(after)) ||
    (lineOf(before, 'secureClientPort') !== undefined &&
      lineOf(after, 'secureClientPort') === undefined),
  'security-changed': ({ change: { before, after } }, all) =>
    lineOf(before, PROTOCOLS) !== undefined &&
    lineOf(after, PROTOCOLS) !== undefined &&
    hasTls(before) !== hasTls(after) &&
    !isConverged(all),
  // With converge, they go when the ports are closed.
  'traffic-cut': (entry, all) =>
    entry.type === 'aws_vpc_security_group_ingress_rule' && isGone(entry) && !isConverged(all),
  // Without the mark, the gates that stay let everything pass.
  'gates-off': (entry, all) =>
    /^[^/]+\/verified$/.test(entry.change.before?.key ?? '') &&
    isDeleted(entry) &&
    all.some((each) => /Deploy_Gate/.test(each.address) && !isGone(each)),
};

function isDeleted({ change }: Entry): boolean {
  return change.actions.includes('delete');
}

function isGone({ change }: Entry): boolean {
  return change.actions.join() === 'delete';
}

function isShrunk({ change: { before, after } }: Entry): boolean {
  return before !== null && after !== null && Number(after.size) < Number(before.size);
}

/** Deleted, stopped for its type or user data, or for a volume that is taken from it. */
function isDown({ type, change, ...entry }: Entry, all: readonly Entry[]): boolean {
  if (type !== 'aws_instance' || !change.before) return false;
  if (isDeleted({ type, change, ...entry })) return true;
  const isStopped = ['instance_type', 'user_data'].some(
    (name) => change.before![name] !== change.after?.[name],
  );
  const losesVolume = all.some(
    (each) =>
      each.type === 'aws_volume_attachment' &&
      isDeleted(each) &&
      each.change.before?.instance_id === change.before!.id,
  );
  return isStopped || losesVolume;
}

/** Whether each changes in place, behind its own gate, which runs. */
function areGated(down: readonly Entry[], all: readonly Entry[]): boolean {
  return down.every(({ address, change }) => {
    const [, id] = /_Broker(\d+)_/.exec(address) ?? [];
    const gate = all.find((each) => each.address.includes(`GateAfter-broker-${id}_`));
    const isStopped = change.before?.instance_type !== change.after?.instance_type;
    return isStopped && gate !== undefined && gate.change.actions.join() === 'delete,create';
  });
}

const PROTOCOLS = 'listener.security.protocol.map';

function hasTls(values: Attributes | null): boolean {
  return lineOf(values, PROTOCOLS)?.includes('SSL') ?? false;
}

function isConverged(all: readonly Entry[]): boolean {
  return all.some((each) => /_Deploy_Converge_/.test(each.address) && !isGone(each));
}

function lineOf(values: Attributes | null, key: string): string | undefined {
  const lines = values?.content?.split('\n') ?? [];
  return lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1);
}

function ingressOf(values: Attributes | null): string {
  return JSON.stringify(values?.ingress ?? values?.cidr_ipv4 ?? null);
}
