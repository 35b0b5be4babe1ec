import { gatesOff } from '../../../../scripts/plan-review/rules/gates-off';
import { hostsDownTogether } from '../../../../scripts/plan-review/rules/hosts-down-together';
import { judge, severityOf } from '../../../support/judge-plan';
import { plannedCluster, stepCommand } from '../../../support/planned-cluster';

it('is silent where gates run, stand still, or were never there', () => {
  for (const gates of ['run', 'idle', 'none'] as const) {
    expect(judge(gatesOff, plannedCluster({ gates }))).toEqual([]);
  }
});

it('warns where gates of a standing cluster go', () => {
  expect(judge(gatesOff, plannedCluster({ gates: 'removed' }))).toMatchObject([
    { severity: 'care', what: 'Turns off gates of the deploy.' },
  ]);
});

it('warns where the mark goes that makes gates wait', () => {
  const cluster = plannedCluster().map((resource) =>
    resource.address.includes('Verified') ? { ...resource, after: null } : resource,
  );
  expect(severityOf(gatesOff, cluster)).toBe('danger');
});

it('is silent over the gate of a host that goes', () => {
  const cluster = plannedCluster({ instance: (id) => (id === 3 ? null : {}) }).map((resource) =>
    resource.address.includes('GateAfter-broker-3')
      ? { ...resource, after: null, actions: ['delete'] }
      : resource,
  );
  expect(judge(gatesOff, cluster)).toEqual([]);
});

it('is silent where all goes', () => {
  expect(judge(gatesOff, plannedCluster({ instance: () => null, gates: 'removed' }))).toEqual([]);
});

it.each([
  ['another command', 'true'],
  ['no command', undefined],
  ['a failure forgiven', `${stepCommand('gate --after broker-1')} || true`],
  [
    'a program that does nothing',
    stepCommand('gate --after broker-1').replace(/npx.*kafka/, 'true'),
  ],
  ['every deploy taken for the first', stepCommand('gate --after broker-1 --first-deploy')],
  ['another step', stepCommand('smoke')],
])('warns of gates with %s, and does not count them', (_, command) => {
  const cluster = plannedCluster({
    instance: () => ({ instance_type: 'r7i.2xlarge' }),
  }).map((resource) =>
    resource.address.includes('GateAfter') ? { ...resource, command } : resource,
  );
  expect(judge(gatesOff, cluster)).toMatchObject([
    { severity: 'care', what: expect.stringMatching(/gates .*not the command/) as string },
  ]);
  expect(severityOf(hostsDownTogether, cluster)).toBe('danger');
});

it('counts gates whatever program calls the tools', () => {
  const cluster = plannedCluster().map(({ command, ...resource }) => ({
    ...resource,
    ...(command && {
      command: command.replace(/npx \S+ \S+/, '/opt/tools/bin/kafka-tools --quiet'),
    }),
  }));
  expect(judge(gatesOff, cluster)).toEqual([]);
});

it('knows each step as the construct writes it', () => {
  const unlessNew = '${length(data.verified.keys) < 1 ? " --first-deploy" : ""}';
  const steps = {
    Release: `gate --release${unlessNew}`,
    GateBefore: `gate --before broker-1${unlessNew}`,
    Converge: 'converge',
    Verify: 'smoke',
  };
  const values = { triggers_replace: ['old'] };
  const written = Object.entries(steps).map(([step, command]) => ({
    address: `terraform_data.Kafka_Deploy_${step}_0000000A`,
    ...{ before: values, after: values, command: stepCommand(command) },
  }));
  expect(judge(gatesOff, [...plannedCluster(), ...written])).toEqual([]);
});

it.each([
  ['moves', { key: 'prod/unverified' }],
  ['is in another bucket', { bucket: 'other' }],
])('finds danger where the mark %s in place', (_, values) => {
  const cluster = plannedCluster().map((resource) =>
    resource.address.includes('Verified')
      ? { ...resource, after: { ...resource.before, ...values } }
      : resource,
  );
  expect(severityOf(gatesOff, cluster)).toBe('danger');
});

it('finds danger where gates look for the mark and find none', () => {
  const found = { prefix: 'prod/verified', keys: [] };
  const lookup = { address: 'data.aws_s3_objects.found', before: found, after: found };
  const cluster = [
    ...plannedCluster({ instance: () => ({ instance_type: 'r7i.2xlarge' }) }),
    { ...lookup, actions: ['no-op'] },
  ];
  expect(severityOf(gatesOff, cluster)).toBe('danger');
  expect(severityOf(hostsDownTogether, cluster)).toBe('danger');
});
