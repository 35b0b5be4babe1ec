import { hostsDownTogether } from '../../../../scripts/plan-review/rules/hosts-down-together';
import { judge, severityOf } from '../../../support/judge-plan';
import { asIs, instanceAddress, plannedCluster, SETTINGS } from '../../../support/planned-cluster';

const TYPE = { instance_type: 'r7i.2xlarge' };
const everyType = { instance: () => TYPE };
const replaced = (ids: readonly number[]) => ({
  instance: (id: number) => (ids.includes(id) ? { ami: 'ami-2' } : {}),
  instanceChange: (id: number) =>
    ids.includes(id) ? { actions: ['delete', 'create'], replacePaths: [['ami']] } : {},
});
const settings = (text: string) => () => [text, text] as const;

it.each([
  ['nothing changes', {}],
  ['one host stops', { instance: (id: number) => (id === 1 ? TYPE : {}) }],
  ['all stop one after another, behind gates that run', everyType],
  ['one host is replaced', replaced([2])],
  ['the only host stops', { ...everyType, brokers: 1 }],
  ['five stop behind gates', { ...everyType, brokers: 5 }],
  [
    'all are told of the same, but nothing that stops them',
    { instance: () => ({ monitoring: true }), gates: 'none' },
  ],
] as const)('is content where %s', (_, options) => {
  expect(judge(hostsDownTogether, plannedCluster(options))).toEqual([]);
});

it.each([
  ['gates stand still', { ...everyType, gates: 'idle' }],
  ['there are none', { ...everyType, gates: 'none' }],
  ['gates are removed', { ...everyType, gates: 'removed' }],
  [
    'the cluster was never found whole, and gates let all pass',
    { ...everyType, isVerified: false },
  ],
  ['two are replaced, gates or not', replaced([1, 3])],
  [
    'one stops and another is replaced',
    {
      ...replaced([3]),
      instance: (id: number) => (id === 3 ? { ami: 'ami-2' } : id === 1 ? TYPE : {}),
    },
  ],
  ['two go', { instance: (id: number) => (id > 1 ? null : {}) }],
  [
    'min ISR is as high as the replication factor',
    {
      instance: (id: number) => (id === 1 ? TYPE : {}),
      settings: settings('min.insync.replicas=3\ndefault.replication.factor=3\n'),
    },
  ],
] as const)('warns where %s', (_, options) => {
  expect(severityOf(hostsDownTogether, plannedCluster(options))).toBe('danger');
});

it('counts the majority of an even number of hosts, of which nobody knows what they do', () => {
  const others = (goes: readonly number[]) =>
    [1, 2, 3, 4].map((id) => {
      const tags = { 'kafka-cluster': 'other', 'kafka-host': `host-${id}` };
      const host = asIs(`aws_instance.Other${id}`, { id: `i-${id}`, tags });
      return goes.includes(id) ? { ...host, after: null } : host;
    });
  expect(judge(hostsDownTogether, others([1]))).toEqual([]);
  expect(severityOf(hostsDownTogether, others([1, 2]))).toBe('danger');
});

it('lets as many brokers go as are more than min ISR asks for, but no quorum', () => {
  const roomy = settings(SETTINGS.replace('factor=3', 'factor=4'));
  const options = { ...replaced([4, 5]), brokers: 5, settings: roomy };
  expect(judge(hostsDownTogether, plannedCluster(options))).toEqual([]);
  const [finding] = judge(
    hostsDownTogether,
    plannedCluster({ ...options, ...replaced([3, 4, 5]) }),
  );
  expect(finding?.what).toBe(
    'Takes down broker 3, 4, 5 at the same time; of 5 brokers no more than 2 may be down, of 5 ZooKeeper members no more than 2 may be down.',
  );
});

it('tells a row without health checks from all at the same time', () => {
  const inRow = judge(hostsDownTogether, plannedCluster({ ...everyType, gates: 'none' }))[0]?.what;
  const atOnce = judge(hostsDownTogether, [
    ...plannedCluster({ ...everyType, gates: 'none' }).map((resource) => ({
      ...resource,
      dependsOn: [],
    })),
  ])[0]?.what;
  expect(inRow).toContain('one right after another, without waiting');
  expect(atOnce).toContain('Stops broker 1, 2, 3 at the same time');
});

it('knows that gates don’t hold stops for the sake of volumes', () => {
  const attachments = [1, 2].map((id) => ({
    address: `aws_volume_attachment.a${id}`,
    before: { instance_id: `i-${id}`, volume_id: `v-${id}`, stop_instance_before_detaching: true },
    after: null,
  }));
  const [finding] = judge(hostsDownTogether, [...plannedCluster(), ...attachments]);
  expect(finding?.what).toContain('Stops broker 1, 2 at the same time');
});

it('knows instances that are told to stand still', () => {
  const states = [1, 2, 3].map((id) => ({
    address: `aws_ec2_instance_state.s${id}`,
    before: { instance_id: `i-${id}`, state: 'running' },
    after: { instance_id: `i-${id}`, state: 'stopped' },
  }));
  expect(severityOf(hostsDownTogether, [...plannedCluster(), ...states])).toBe('danger');
});

it('leaves hosts that are only forgotten to another rule: they run on', () => {
  const cluster = plannedCluster({ instanceChange: () => ({ after: null, actions: ['forget'] }) });
  expect(judge(hostsDownTogether, cluster)).toEqual([]);
});

it('only asks to look where steps of someone else run in between', () => {
  const step = (id: number) => `null_resource.wait_${id}`;
  const cluster = plannedCluster({
    ...everyType,
    gates: 'none',
    instanceChange: (id) => (id > 1 ? { dependsOn: [step(id - 1)] } : {}),
  });
  const steps = [1, 2].map((id) => ({
    address: step(id),
    after: { triggers: {} },
    dependsOn: [instanceAddress(id)],
  }));
  expect(severityOf(hostsDownTogether, [...cluster, ...steps])).toBe('care');
  const idle = steps.map((each) => ({ ...each, before: each.after }));
  expect(severityOf(hostsDownTogether, [...cluster, ...idle])).toBe('danger');
});

describe('in a stack that is none of ours', () => {
  const host = (name: string, change: object) => ({
    ...asIs(`aws_instance.${name}`, { id: name, instance_type: 'm6i.large', tags: { Name: name } }),
    after: { id: name, instance_type: 'm6i.large', tags: { Name: name }, ...change },
  });

  it.each([
    ['brokers by name', ['kafka-1', 'kafka-2', 'kafka-3'], 'danger'],
    ['ZooKeeper members by name', ['zk-1', 'zk-2', 'zk-3'], 'danger'],
    ['two of three other hosts', ['web-1', 'web-2'], 'danger'],
    ['one broker', ['kafka-1'], undefined],
    ['one other host', ['web-1'], undefined],
  ])('judges %s', (_, names, expected) => {
    const stopping = names.map((name) => host(name, { instance_type: 'm6i.xlarge' }));
    const standing = ['kafka', 'zk', 'web'].filter((kind) => names[0]!.startsWith(kind));
    const others = standing.map((kind) => host(`${kind}-9`, {}));
    expect(severityOf(hostsDownTogether, [...stopping, ...others])).toBe(expected);
  });
});
