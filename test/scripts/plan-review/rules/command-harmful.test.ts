import { commandHarmful } from '../../../../scripts/plan-review/rules/command-harmful';
import { gatherPlanFacts } from '../../../../scripts/plan-review/facts/gather-plan-facts';
import { parsePlan } from '../../../../scripts/terraform-plan/parse-plan';
import { judge, severityOf } from '../../../support/judge-plan';
import { planJson, type PlannedResource } from '../../../support/plan-builder';
import { plannedCluster } from '../../../support/planned-cluster';

const TOPIC_GOES = 'kafka-topics.sh --bootstrap-server b:9092 --delete --topic logs';
const nullResource = (more: Partial<PlannedResource> = {}): PlannedResource => ({
  address: 'null_resource.run',
  after: { triggers: { at: '1' } },
  ...more,
});

/** What the rule says of one resource with these provisioners. */
function judgeProvisioners(
  provisioners: readonly object[],
  resource: PlannedResource = nullResource(),
  root: object = {},
) {
  const json = planJson([resource]);
  const address = resource.address.replace(/\[.*/, '');
  const configuration = {
    root_module: { resources: [{ address, mode: 'managed', provisioners }], ...root },
  };
  const text = JSON.stringify({ ...json, configuration });
  const plan = parsePlan(text, { source: 'a test', mayBePartial: true });
  return commandHarmful.judge(gatherPlanFacts(plan));
}

const provisioner = (type: string, expressions: Readonly<Record<string, object>>) => ({
  type,
  expressions,
});
const constant = (constant_value: unknown) => ({ constant_value });

it('quotes a command that destroys, says of what it is, and whether it can be undone', () => {
  const [finding, ...others] = judge(commandHarmful, [nullResource({ command: TOPIC_GOES })]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'danger',
    isFinal: true,
    inShort: 'runs what deletes topics or records',
    addresses: ['null_resource.run'],
  });
  expect(finding!.what).toBe(
    `Runs what deletes topics or records: \`${TOPIC_GOES}\` (local-exec of null_resource.run).`,
  );
  expect(finding!.why).toMatch(/^Nothing brings back what is deleted\./);
});

it('is silent over what is harmless, and over the steps of a deploy', () => {
  expect(judge(commandHarmful, [nullResource({ command: 'echo done && sleep 5' })])).toEqual([]);
  expect(judge(commandHarmful, plannedCluster({ isNew: true, gates: 'run' }))).toEqual([]);
});

it('tells one finding of what many resources do alike', () => {
  const all = ['a', 'b'].map((key) =>
    nullResource({ address: `null_resource.run["${key}"]`, command: TOPIC_GOES }),
  );
  expect(judge(commandHarmful, all)).toMatchObject([
    { addresses: ['null_resource.run["a"]', 'null_resource.run["b"]'] },
  ]);
});

it.each<[string, Partial<PlannedResource>, string | undefined]>([
  ['made', {}, 'danger'],
  ['made anew', { before: { id: '1' }, actions: ['delete', 'create'] }, 'danger'],
  ['destroyed', { before: { id: '1' }, after: null, isConfigured: true }, 'danger'],
  ['left alone', { before: { id: '1' }, after: { id: '1' } }, undefined],
  ['changed in place', { before: { id: '1' }, after: { id: '2' } }, undefined],
])('of a resource that is %s it tells what runs', (_, more, severity) => {
  expect(severityOf(commandHarmful, [nullResource({ command: TOPIC_GOES, ...more })])).toBe(
    severity,
  );
});

it('says of one that is destroyed that the plan doesn’t tell when it runs', () => {
  const [finding] = judge(commandHarmful, [
    nullResource({ command: TOPIC_GOES, before: { id: '1' }, after: null, isConfigured: true }),
  ]);
  expect(finding!.why).toContain('when = destroy');
});

it('knows that what refers to others runs at no end', () => {
  const refersOn = provisioner('local-exec', { command: { references: ['var.x'] } });
  const gone = nullResource({ before: { id: '1' }, after: null });
  expect(judgeProvisioners([refersOn], gone)).toEqual([]);
});

it.each([
  [
    'inline',
    provisioner('remote-exec', { inline: constant(['cd /data', 'sudo rm -rf kafka']) }),
    'danger',
  ],
  ['a script', provisioner('remote-exec', { script: constant('clean.sh') }), 'care'],
  ['scripts', provisioner('remote-exec', { scripts: constant(['a.sh', 'b.sh']) }), 'care'],
  [
    'a file',
    provisioner('file', { source: constant('a'), destination: constant('/etc/a') }),
    'care',
  ],
  ['another kind', provisioner('chef', {}), 'care'],
  ['a function', provisioner('local-exec', { command: {} }), 'care'],
  [
    'an interpreter',
    provisioner('local-exec', {
      command: constant('x = 1'),
      interpreter: constant(['python3', '-c']),
    }),
    'care',
  ],
  [
    'a shell',
    provisioner('local-exec', {
      command: constant('echo a'),
      interpreter: constant(['/bin/bash', '-c']),
    }),
    undefined,
  ],
  [
    'an environment',
    provisioner('local-exec', {
      command: constant('rm -rf "$DIR"'),
      environment: constant({ DIR: '/data' }),
    }),
    'danger',
  ],
  [
    'a folder',
    provisioner('local-exec', { command: constant('rm -rf x'), working_dir: constant('/data') }),
    'danger',
  ],
])('reads %s', (_, given, severity) => {
  expect(judgeProvisioners([given])[0]?.severity).toBe(severity);
});

describe('a command that is put together', () => {
  const made = (...references: string[]) => [
    provisioner('local-exec', { command: { references } }),
  ];
  const severities = (findings: readonly { readonly severity: string }[]) =>
    findings.map(({ severity }) => severity).sort();

  it('needs a look, whatever is known of it', () => {
    const variables = { cmd: { default: 'echo hi' } };
    expect(severities(judgeProvisioners(made('var.cmd'), nullResource(), { variables }))).toEqual([
      'care',
    ]);
    expect(judgeProvisioners(made('local.cmd'))[0]!.what).toContain('command = local.cmd');
  });

  it.each([
    ['a variable', 'var.cmd', {}],
    ['the resource itself', 'self.triggers.cmd', { after: { triggers: { cmd: TOPIC_GOES } } }],
    ['its input', 'self.input', { after: { input: TOPIC_GOES } }],
  ])('is danger where %s destroys', (_, reference, more) => {
    const variables = { cmd: { default: TOPIC_GOES } };
    const found = judgeProvisioners(made(reference), nullResource(more), { variables });
    expect(severities(found)).toEqual(['care', 'danger']);
  });

  it('is danger where what is destroyed held it', () => {
    const gone = nullResource({ before: { triggers: { cmd: TOPIC_GOES } }, after: null });
    expect(severities(judgeProvisioners(made('self.triggers.cmd'), gone))).toEqual([
      'care',
      'danger',
    ]);
  });

  it('fills in what the code spells, as cdktf writes it', () => {
    const command = { constant_value: 'rm -rf ${var.dir}', references: ['var.dir'] };
    const given = [provisioner('local-exec', { command })];
    const variables = (dir: string) => ({ variables: { dir: { default: dir } } });
    expect(judgeProvisioners(given, nullResource(), variables('/data'))[0]!.what).toContain(
      'rm -rf /data',
    );
    expect(judgeProvisioners(given, nullResource(), variables('/tmp/x'))).toEqual([]);
  });
});

it('quotes nothing that is marked, and judges it all the same', () => {
  const secret = 'Hunter2-of-the-mark';
  const after = { triggers: { cmd: `${TOPIC_GOES} --password ${secret}` } };
  const marked = nullResource({ after, afterSensitive: { triggers: true } });
  const given = [provisioner('local-exec', { command: { references: ['self.triggers.cmd'] } })];
  const found = judgeProvisioners(given, marked);
  expect(found.map(({ severity }) => severity)).toContain('danger');
  expect(JSON.stringify(found)).not.toContain(secret);
  expect(JSON.stringify(found)).not.toContain('--delete');
});

it('quotes nothing of a file that is marked', () => {
  const script = '#!/bin/sh\nrm -rf /data/of-the-mark\n';
  const object = {
    address: 'aws_s3_object.a',
    before: { content: 'x' },
    after: { content: script },
    afterSensitive: { content: true },
  };
  const found = judge(commandHarmful, [object]);
  expect(found).toMatchObject([{ severity: 'danger' }]);
  expect(JSON.stringify(found)).not.toContain('of-the-mark');
});

it('tells of a script and of a unit that standing hosts get only what is new in it', () => {
  const unit = (line: string) => ({ content: `[Service]\nExecStartPre=-/bin/rm -rf ${line}\n` });
  const file = (before: object, after: object) =>
    severityOf(commandHarmful, [
      { address: 'aws_s3_object.a', before: { id: '1', ...before }, after: { id: '1', ...after } },
    ]);
  expect(file(unit('/tmp/x'), unit('/data'))).toBe('danger');
  expect(file(unit('/data'), { content: `${unit('/data').content}# more\n` })).toBeUndefined();
});

it('finds a cluster that stops where one command does it for each of many resources', () => {
  const all = ['a', 'b'].map((key) =>
    nullResource({
      address: `null_resource.run["${key}"]`,
      command: 'ssh broker sudo systemctl restart kafka',
    }),
  );
  expect(severityOf(commandHarmful, all)).toBe('danger');
  expect(severityOf(commandHarmful, all.slice(1))).toBe('care');
});

it('masks what looks like a secret in what it quotes', () => {
  const [finding] = judge(commandHarmful, [
    nullResource({ command: 'mysql -uroot -pHunter2x -e "drop database a"' }),
  ]);
  expect(finding!.severity).toBe('danger');
  expect(finding!.what).not.toContain('Hunter2x');
});

const made = (
  type: string,
  after: object,
  more: Partial<PlannedResource> = {},
): PlannedResource => ({
  address: `${type}.a`,
  after: after as Record<string, unknown>,
  ...more,
});
const base64 = (text: string) => Buffer.from(text).toString('base64');

it.each<[string, PlannedResource]>([
  [
    'a document of SSM',
    made('aws_ssm_document', {
      content: JSON.stringify({
        mainSteps: [
          { action: 'aws:runShellScript', inputs: { runCommand: ['rm -rf /data/kafka'] } },
        ],
      }),
    }),
  ],
  [
    'one of YAML',
    made('aws_ssm_document', {
      content: 'mainSteps:\n- inputs:\n    runCommand:\n    - mkfs.ext4 -F /dev/sdb\n',
    }),
  ],
  [
    'an association',
    made('aws_ssm_association', {
      name: 'AWS-RunShellScript',
      parameters: { commands: 'rm -rf /data' },
    }),
  ],
  [
    'a job',
    made('kubernetes_job_v1', {
      spec: [
        { template: [{ spec: [{ container: [{ command: ['sh', '-c'], args: [TOPIC_GOES] }] }] }] },
      ],
    }),
  ],
  [
    'a manifest',
    made('kubectl_manifest', {
      yaml_body: `kind: CronJob\nspec:\n  containers:\n  - command: ["sh", "-c", "${TOPIC_GOES}"]\n`,
    }),
  ],
  [
    'values of a chart',
    made('helm_release', {
      values: [`hook:\n  command: [kafka-topics.sh, --delete, --topic, a]\n`],
    }),
  ],
  [
    'a task of ECS',
    made('aws_ecs_task_definition', {
      container_definitions: JSON.stringify([
        { command: ['aws', 's3', 'rm', '--recursive', 's3://b'] },
      ]),
    }),
  ],
  [
    'a script of its own',
    made('shell_script', {
      lifecycle_commands: [{ create: 'rm -rf /var/lib/kafka', delete: 'echo' }],
    }),
  ],
  ['commands over SSH', made('ssh_resource', { commands: ['sudo rm -rf /data'] })],
  ['user data', made('aws_instance', { user_data: `#!/bin/sh\n${TOPIC_GOES}\n` })],
  [
    'user data as base64',
    made('aws_launch_template', { user_data: base64(`#!/bin/sh\n${TOPIC_GOES}\n`) }),
  ],
  [
    'runcmd',
    made('aws_instance', { user_data: `#cloud-config\nruncmd:\n- ${TOPIC_GOES}\n- [echo, a]\n` }),
  ],
  [
    'an instance elsewhere',
    made('google_compute_instance', { metadata_startup_script: TOPIC_GOES }),
  ],
  [
    'a build',
    made('aws_codebuild_project', {
      source: [
        { buildspec: 'phases:\n  build:\n    commands:\n    - terraform destroy -auto-approve\n' },
      ],
    }),
  ],
  [
    'an external program',
    made(
      'external',
      { program: ['bash', '-c', 'rm -rf /data'] },
      { mode: 'data', address: 'data.external.a', actions: ['read'] },
    ),
  ],
])('finds danger in %s', (_, resource) => {
  expect(severityOf(commandHarmful, [resource])).toBe('danger');
});

it.each<[string, PlannedResource]>([
  [
    'the disk of a host that is new',
    made('aws_instance', {
      user_data: '#!/bin/sh\nmkfs.xfs /dev/nvme1n1\nrm -rf /opt/x\n./setup.sh',
    }),
  ],
  [
    'a cron job that cleans up after itself',
    made('kubernetes_cron_job', { spec: [{ command: ['sh', '-c', 'rm -rf /tmp/x'] }] }),
  ],
  [
    'a command that stands already',
    {
      address: 'kubernetes_cron_job.a',
      before: { command: [TOPIC_GOES], labels: {} },
      after: { command: [TOPIC_GOES], labels: { a: '1' } },
    },
  ],
  ['what has no commands', made('aws_s3_object', { content: 'Run rm -rf /data never.' })],
])('is silent over %s', (_, resource) => {
  expect(judge(commandHarmful, [resource])).toEqual([]);
});

it.each<[string, PlannedResource]>([
  ['invokes a function', made('aws_lambda_invocation', { function_name: 'wipe', input: '{}' })],
  ['plays a playbook', made('ansible_playbook', { playbook: 'site.yml' })],
  ['runs a document', made('aws_ssm_association', { name: 'Own-Document' })],
])('warns where the plan %s', (_, resource) => {
  expect(severityOf(commandHarmful, [resource])).toBe('care');
});

it('tells what formats the disks of a host that is made anew', () => {
  const again = made(
    'aws_instance',
    { user_data: 'mkfs.xfs -f /dev/nvme1n1' },
    { before: { user_data: 'x' }, actions: ['delete', 'create'] },
  );
  expect(severityOf(commandHarmful, [again])).toBe('danger');
});
