/** A plan to make upon the stack of many-kinds/. */
export interface KindCase {
  /** Of the file, behind `kind-` and without its ending. */
  readonly name: string;
  /** Pieces of main.tf, and what stands there instead. */
  readonly edits?: readonly (readonly [before: string | RegExp, after: string])[];
  /** What is written below main.tf. */
  readonly more?: string;
  /** What becomes of the state before it is planned. */
  readonly state?: (state: State) => State;
}

/** As much of terraform.tfstate as is changed here. */
export interface State {
  readonly resources: readonly StateResource[];
}

export interface StateResource {
  readonly type: string;
  readonly name: string;
  readonly instances: readonly Readonly<Record<string, unknown>>[];
}

const CHANGED_ID = 'broker.id=7';

/** The block of a resource. */
function block(type: string, name: string): RegExp {
  return new RegExp(`^resource "${type}" "${name}" \\{\\n[^]*?^\\}\\n`, 'm');
}

function isDataVolume({ type, name }: StateResource): boolean {
  return type === 'aws_ebs_volume' && name === 'data';
}

/** As an apply leaves it that made the new volume, and could not delete the old one. */
function withDeposedVolume({ resources, ...state }: State): State {
  const [other] = resources.find(({ name }) => name === 'numbered')!.instances;
  return {
    ...state,
    resources: resources.map((resource) => {
      if (!isDataVolume(resource)) return resource;
      const deposed = { ...other, index_key: undefined, deposed: 'a1b2c3d4' };
      return { ...resource, instances: [...resource.instances, deposed] };
    }),
  };
}

/** What the state no longer knows, and who imports it. */
const FORGOTTEN = (state: State): State => ({
  ...state,
  resources: state.resources.filter((resource) => !isDataVolume(resource)),
});

/** What a mark, a module, a block of terraform's or the state can hide, each made by the real terraform. */
export const KIND_CASES: readonly KindCase[] = [
  { name: 'no-change' },
  {
    name: 'size-marked',
    edits: [['size              = 500', 'size              = sensitive(100)']],
  },
  {
    name: 'retention-marked',
    edits: [['retention_in_days = 365', 'retention_in_days = sensitive(7)']],
  },
  {
    name: 'file-marked',
    edits: [
      [
        '"broker.id=1\\nlog.dirs=/var/lib/kafka\\nzoo',
        `sensitive("${CHANGED_ID}\\nlog.dirs=/var/lib/kafka\\nzoo`,
      ],
      ['2181/kafka\\n"', '2181/kafka\\n")'],
    ],
  },
  {
    name: 'ingress-marked',
    edits: [[/cidr_ipv4 +=.*/, 'cidr_ipv4 = sensitive("0.0.0.0/0")']],
  },
  {
    name: 'public-access-marked',
    edits: [[/block_public_policy +=.*/, 'block_public_policy = sensitive(false)']],
  },
  { name: 'parameter', edits: [['hours=168', 'hours=1']] },
  {
    name: 'provisioner-in-module',
    edits: [
      ['version_of_data = "1"', 'version_of_data = "2"'],
      ['echo nothing to clean', 'ssh kafka-1 sudo rm -rf /var/lib/kafka/*'],
    ],
  },
  {
    name: 'forgotten',
    edits: [[block('aws_ebs_volume', 'data'), '']],
    more: 'removed {\n  from = aws_ebs_volume.data\n  lifecycle {\n    destroy = false\n  }\n}\n',
  },
  {
    name: 'moved',
    edits: [['"aws_ebs_volume" "data"', '"aws_ebs_volume" "kafka"']],
    more: 'moved {\n  from = aws_ebs_volume.data\n  to   = aws_ebs_volume.kafka\n}\n',
  },
  { name: 'renamed', edits: [['"aws_ebs_volume" "data"', '"aws_ebs_volume" "kafka"']] },
  {
    name: 'imported',
    state: FORGOTTEN,
    more: 'import {\n  to = aws_ebs_volume.data\n  id = "VOLUME_ID"\n}\n',
  },
  { name: 'deposed', state: withDeposedVolume },
  { name: 'count-shifted', edits: [['"eu-west-1a", "eu-west-1b"', '"eu-west-1b"']] },
  { name: 'key-removed-from-each', edits: [['"kafka-1", "kafka-2"', '"kafka-1"']] },
  { name: 'template-disk-shrunk', edits: [['volume_size           = 500', 'volume_size = 50']] },
  {
    name: 'group-shrunk',
    edits: [[/min_size +=.*\n.*max_size +=.*/, 'min_size = 1\n  max_size = 1']],
  },
  { name: 'versioning-suspended', edits: [['"Enabled"', '"Suspended"']] },
  { name: 'traffic-denied', edits: [['"allow"', '"deny"']] },
  {
    name: 'check-failed',
    more: 'check "healthy" {\n  assert {\n    condition     = length(local.zones) == 5\n    error_message = "the cluster is not healthy"\n  }\n}\n',
  },
];
