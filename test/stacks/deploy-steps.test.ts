import { SpecError } from '../../cluster/errors';
import {
  Authority,
  KafkaCluster,
  Peer,
  Security,
  Zookeeper,
  type DeployProps,
  type KafkaClusterSpec,
  type SecuritySpec,
} from '../../stacks/index';
import { CLIENT_AUTHORITY } from '../support/client-certificates';
import { validSpec } from '../support/spec-builder';
import {
  like,
  synthesize,
  synthesizeCluster,
  validProps,
  type Block,
  type Synthesized,
} from '../support/synthesized';

const stepsOf = (deploy: DeployProps = {}, spec: Partial<KafkaClusterSpec> = {}) =>
  synthesizeCluster({ deploy, spec: validSpec(spec) });

interface Step {
  readonly command: string;
  readonly inventory: string;
  readonly triggers: string;
  readonly after: readonly string[];
}

/** The step whose command begins so. */
function step(stack: Synthesized, command: string): Step {
  const local = (block: Block) =>
    (block.provisioner as readonly Record<string, { command: string; environment: object }>[])[0]![
      'local-exec'
    ]!;
  const found = stack
    .resources('terraform_data', { provisioner: {} })
    .find((block) => local(block).command.includes(`cdktf-kafka ${command}`));
  if (!found) throw new Error(`no step ${command}`);
  return {
    command: local(found).command,
    inventory: Object.values(local(found).environment)[0] as string,
    triggers: JSON.stringify(found.triggers_replace),
    after: (found.depends_on ?? []) as readonly string[],
  };
}

/** What an instance waits for, of gates and of other instances. */
const chainOf = (stack: Synthesized, host: string): readonly string[] =>
  (
    stack.resource('aws_instance', { tags: { 'kafka-host': host } }).depends_on as readonly string[]
  ).filter((each) => /^(terraform_data|aws_instance|aws_ec2_instance_state)\./.test(each));

describe('ports of members', () => {
  const rules = (security: SecuritySpec, deploy: DeployProps = {}) =>
    synthesizeCluster({ deploy, spec: validSpec({ security }) }, (cluster) =>
      cluster.allowClientsFrom('apps', Peer.ipv4('10.0.0.0/8')),
    );
  const INGRESS = 'aws_vpc_security_group_ingress_rule';
  const PLAIN = [9092, 9091, 2181];
  const TLS = [9093, 9095, 2182];

  it.each([
    [Security.plaintext(), PLAIN, TLS],
    [Security.tls(), TLS, PLAIN],
    [Security.tls({ alsoPlaintext: true }), [...PLAIN, ...TLS], []],
  ])(
    'are opened behind what may refuse a deploy, and closed behind what moves the hosts: %j',
    (security, open, closed) => {
      const stack = rules(security);
      const { after } = step(stack, 'converge');
      for (const from_port of [...PLAIN, ...TLS]) {
        const [rule, ...others] = stack.all(INGRESS, { from_port });
        expect(others).toEqual([]);
        expect(`${from_port} ${rule!.count === 0}`).toBe(
          `${from_port} ${closed.includes(from_port)}`,
        );
        expect(rule).toMatchObject({ lifecycle: { create_before_destroy: true } });
        expect(rule!.depends_on).toEqual([like(/_Deploy_Release_/)]);
      }
      expect(open.length + closed.length).toBe(6);
      expect(after.filter((each) => each.startsWith(INGRESS))).toHaveLength(6);
    },
  );

  it('are let be where nobody asks and nobody moves', () => {
    const stack = rules(Security.plaintext(), { gates: false, converge: false, verify: false });
    expect(stack.resource(INGRESS, { from_port: 9092 })).not.toHaveProperty('depends_on');
  });

  it('keep the key of the secrets until the hosts have gone back', () => {
    const stack = rules(Security.plaintext());
    const [key, ...others] = stack.all('aws_kms_key', {
      description: /^Secrets in Parameter Store/,
    });
    expect(others).toEqual([]);
    expect(key).toMatchObject({
      count: 0,
      lifecycle: { create_before_destroy: true, prevent_destroy: false },
    });
    expect(step(stack, 'converge').after).toContainEqual(like(/^aws_kms_key\.Kafka_SecretsKey_/));
  });
});

describe('a deploy with all its steps', () => {
  const stack = stepsOf();

  it('puts a gate before the first host and after each, and each host behind the one before', () => {
    expect(chainOf(stack, 'broker-1')).toEqual([like(/GateBefore/)]);
    expect(chainOf(stack, 'broker-2')).toEqual([like(/GateAfter-broker-1/)]);
    expect(chainOf(stack, 'broker-3')).toEqual([like(/GateAfter-broker-2/)]);
    expect(step(stack, 'gate --after broker-2').after).toEqual([
      like(/GateAfter-broker-1/),
      like(/^aws_instance\..*Broker2/),
      like(/^aws_ec2_instance_state\..*Broker2/),
    ]);
  });

  it('asks before the first change of a machine on any host', () => {
    const { triggers, after } = step(stack, 'gate --before broker-1');
    for (const id of [1, 2, 3]) expect(triggers).toContain(`broker-${id} r5.xlarge`);
    expect(after).toEqual([like(/_Deploy_Release_/)]);
  });

  it('asks for a way to the release and the security before the bucket has anything of it', () => {
    const { triggers, after, inventory } = step(stack, 'gate --release');
    expect(triggers).toBe('["3.9.2","3.9","plaintext"]');
    expect(after).toEqual([]);
    expect(inventory).not.toMatch(/aws_instance\.[^"]*\.id/);
    const objects = stack
      .resources('aws_s3_object', {})
      .filter(({ key }) => key !== 'logs/verified');
    expect(objects.length).toBeGreaterThan(30);
    for (const { depends_on } of objects) {
      expect(depends_on).toContainEqual(like(/^terraform_data\..*_Deploy_Release_/));
    }
  });

  it('asks again after a host that was made anew or changed its type', () => {
    expect(step(stack, 'gate --after broker-2').triggers).toMatch(
      /^\["\$\{aws_instance\..*Broker2.*\.id\}","r5\.xlarge"\]$/,
    );
  });

  it('brings the files after the last gate, and verifies last', () => {
    expect(step(stack, 'converge').after).toContainEqual(like(/GateAfter-broker-3/));
    expect(step(stack, 'smoke').after).toContainEqual(like(/_Deploy_Converge_/));
    // What was done anew is verified anew.
    expect(step(stack, 'converge').triggers).toMatch(/GateAfter-broker-3_\w+\.id/);
    expect(step(stack, 'smoke').triggers).toMatch(/_Deploy_Converge_\w+\.id/);
  });

  it('converges and verifies when every host has its machine, its name and its files', () => {
    for (const command of ['converge', 'smoke']) {
      const { after } = step(stack, command);
      expect(after.filter((each) => each.startsWith('aws_instance.'))).toHaveLength(3);
      expect(after.filter((each) => each.startsWith('aws_route53_record.'))).toHaveLength(3);
      expect(after.filter((each) => /^aws_s3_object\..*manifest/.test(each))).toHaveLength(3);
    }
  });

  it('leaves it to the hosts to wait for their volumes, which terraform is slow to see', () => {
    for (const command of ['gate --after broker-1', 'converge', 'smoke']) {
      expect(step(stack, command).after.join()).not.toContain('aws_volume_attachment.');
    }
  });

  it('protects nothing until a deploy ended well once', () => {
    for (const command of ['gate --release', 'gate --before broker-1', 'gate --after broker-3']) {
      expect(step(stack, command).command).toMatch(
        /\$\{\(length\(data\.aws_s3_objects\..*\.keys\) < 1\) \? " --first-deploy" : ""\}/,
      );
    }
    const marker = stack.resource('aws_s3_object', { key: 'logs/verified' });
    expect(marker.depends_on).toContainEqual(like(/_Deploy_Verify_/));
  });

  it('tells a gate of all hosts without waiting for any of them', () => {
    const { inventory } = step(stack, 'gate --before broker-1');
    expect(inventory).toContain('10.20.2.13');
    expect(inventory).not.toMatch(/aws_instance\.[^"]*\.id/);
    expect(step(stack, 'smoke').inventory).toMatch(/aws_instance\.[^"]*\.id/);
  });
});

it('verifies again when any file of a host has changed', () => {
  const changed = stepsOf({}, { brokerSettings: { 'num.io.threads': 24 } });
  for (const command of ['converge', 'smoke']) {
    expect(step(changed, command).triggers).not.toBe(step(stepsOf(), command).triggers);
  }
  expect(step(changed, 'gate --before').triggers).toBe(step(stepsOf(), 'gate --before').triggers);
});

describe('a deploy that changes nothing', () => {
  it('verifies all the same, and brings nothing', () => {
    const stack = stepsOf();
    expect(step(stack, 'smoke').triggers).toContain('${plantimestamp()}');
    for (const command of ['gate --before', 'gate --after broker-1', 'converge']) {
      expect(step(stack, command).triggers).not.toContain('timestamp');
    }
  });

  it('does nothing where a team wants its plan empty', () => {
    const stack = stepsOf({ verifyUnchanged: false });
    expect(step(stack, 'smoke').triggers).not.toContain('timestamp');
  });

  it('starts each host that was stopped, before it is verified', () => {
    const stack = stepsOf();
    const states = stack.resources('aws_ec2_instance_state', { state: 'running' });
    expect(states).toHaveLength(3);
    const { after } = step(stack, 'smoke');
    expect(after.filter((each) => each.startsWith('aws_ec2_instance_state.'))).toHaveLength(3);
    expect(step(stack, 'gate --after broker-2').after).toContainEqual(
      like(/^aws_ec2_instance_state\..*Broker2/),
    );
  });
});

it('takes ZooKeeper’s own hosts in their turn, after the brokers', () => {
  const members = [4, 5].map((id, index) => ({ id, rack: 'ab'.charAt(index) }));
  const zookeeper = Zookeeper.onBrokersAndOwnHosts({ instanceType: 'm5.large', members });
  const stack = stepsOf({}, { zookeeper });
  expect(chainOf(stack, 'zookeeper-4')).toEqual([like(/GateAfter-broker-3/)]);
  expect(chainOf(stack, 'zookeeper-5')).toEqual([like(/GateAfter-zookeeper-4/)]);
});

describe('without its gates', () => {
  const stack = stepsOf({ gates: false });

  it('a deploy still changes one host after the other', () => {
    expect(chainOf(stack, 'broker-1')).toEqual([]);
    expect(chainOf(stack, 'broker-2')).toEqual([like(/^aws_ec2_instance_state\..*Broker1/)]);
    expect(chainOf(stack, 'broker-3')).toEqual([like(/^aws_ec2_instance_state\..*Broker2/)]);
  });

  it('it needs no marker', () => {
    expect(stack.resources('aws_s3_object', { key: 'logs/verified' })).toEqual([]);
  });
});

it.each<[DeployProps, readonly string[]]>([
  [{ converge: false }, ['gate', 'smoke']],
  [{ verify: false }, ['gate', 'converge']],
  [{ gates: false, converge: false }, ['smoke']],
  [{ gates: false, converge: false, verify: false }, []],
])('leaves out the steps that are turned off: %j', (deploy, left) => {
  const stack = stepsOf(deploy);
  for (const command of ['gate', 'converge', 'smoke']) {
    const look = () => step(stack, command);
    if (left.includes(command)) expect(look).not.toThrow();
    else expect(look).toThrow();
  }
});

describe('the guard of brokers that leave', () => {
  const guardsOf = (stack: Synthesized) =>
    stack.resources('terraform_data', { input: { hosts: [] } });
  const [guard, ...others] = guardsOf(stepsOf());
  const [run] = guard!.provisioner as readonly Record<string, Readonly<Record<string, unknown>>>[];

  it('is one for each broker, and asks at its end, with all that it needs at hand', () => {
    expect(others).toEqual([]);
    expect(guard!.for_each).toBe('${toset(["broker-1", "broker-2", "broker-3"])}');
    expect(run!['local-exec']).toEqual({
      when: 'destroy',
      command: like(/cdktf-kafka gate --leaving "\$CDKTF_KAFKA_LEAVING" --inventory -$/),
      environment: {
        CDKTF_KAFKA_LEAVING: '${each.key}',
        CDKTF_KAFKA_INVENTORY: like(
          /^\$\{jsonencode\(merge\(self\.input, \{"spec" = \{"clusterName" = "logs"/,
        ),
      },
    });
    // Terraform lets it refer to nothing else at a destroy.
    expect(JSON.stringify(run)).not.toMatch(/\b(aws|data|terraform_data)[\w-]*\./);
  });

  it('goes before any part of the host is destroyed, or stopped to let go of a volume', () => {
    for (const part of [
      /^aws_instance\..*Broker2/,
      /^aws_volume_attachment\..*Broker2_Disk-kafka-1/,
    ]) {
      expect(guard!.depends_on).toContainEqual(like(part));
    }
    expect(guard!.depends_on).toContainEqual(like(/_Deploy_Verify_/));
  });

  it('stays as it is when a setting changes', () => {
    const [changed] = guardsOf(stepsOf({}, { brokerSettings: { 'num.io.threads': 24 } }));
    expect(changed!.input).toEqual(guard!.input);
  });

  it('is not there without gates, nor where the data may go', () => {
    expect(guardsOf(stepsOf({ gates: false }))).toEqual([]);
    const unprotected = synthesizeCluster({ protectData: false, spec: validSpec() });
    expect(guardsOf(unprotected)).toEqual([]);
  });
});

it('calls the tools as it is told', () => {
  const stack = stepsOf({ program: '/opt/tools/cdktf-kafka' });
  expect(step(stack, 'converge').command).toMatch(
    /^printf %s "\$CDKTF_KAFKA_INVENTORY" \| \/opt\/tools\/cdktf-kafka converge --inventory -$/,
  );
});

it('refuses a deploy that has no way to the hosts', () => {
  const synthesizeWithoutSsh = (deploy: DeployProps) =>
    synthesize((stack) => void new KafkaCluster(stack, 'Kafka', validProps({ deploy })));
  // A SpecError, which an app shows without its stack trace.
  expect(() => synthesizeWithoutSsh({})).toThrow(
    new SpecError([
      {
        path: 'deploy',
        rule: 'have a way to the hosts for its steps, and nobody is let in by SSH',
        remedy:
          'Call `allowSshFrom` with where terraform runs, or turn off `gates`, `converge` and `verify`',
      },
    ]),
  );
  expect(() => synthesizeWithoutSsh({})).toThrow(SpecError);
  expect(() =>
    synthesizeWithoutSsh({ gates: false, converge: false, verify: false }),
  ).not.toThrow();
});

describe('the topics of a spec', () => {
  const topics = (partitions: number) => ({ topics: [{ name: 'app', partitions }] });
  const recordOf = (stack: Synthesized) =>
    stack.resources('terraform_data', { input: { topics: {} } }).map(({ input }) => input);

  it('stand in the plan each by its name, behind the step that brings them', () => {
    const stack = stepsOf({}, topics(3));
    expect(recordOf(stack)).toEqual([
      {
        topics: {
          app: expect.objectContaining({ partitions: '3', 'replication.factor': '3' }) as unknown,
        },
        quotas: {},
      },
    ]);
    const [record] = stack.resources('terraform_data', { input: { topics: {} } });
    expect(record!.depends_on).toContainEqual(like(/_Deploy_Converge_/));
  });

  it('make that step run again when they change', () => {
    const triggers = (count: number) => step(stepsOf({}, topics(count)), 'converge').triggers;
    expect(triggers(3)).toBe(triggers(3));
    expect(triggers(3)).not.toBe(triggers(4));
  });

  it('stand nowhere where there are none', () => {
    expect(recordOf(stepsOf())).toEqual([]);
  });
});

describe('what stands in no file of a host', () => {
  const grants = (...produce: readonly string[]): Partial<KafkaClusterSpec> => ({
    security: Security.tls(),
    clients: [{ name: 'shipper', produce }],
  });
  const signedBy = (trusted: string): Partial<KafkaClusterSpec> => ({
    security: Security.tls({
      authority: Authority.command({ command: ['/opt/pki/sign'], trusted }),
    }),
  });
  const triggers = (spec: Partial<KafkaClusterSpec>) =>
    step(stepsOf({}, spec), 'converge').triggers;

  it.each([
    ['grants of a client', grants('app-*'), grants('app-*', 'web-*')],
    ['a client', grants('app-*'), { security: Security.tls() }],
    ['who signs', { security: Security.tls() }, signedBy(CLIENT_AUTHORITY)],
  ])('makes the step that brings it run again when it changes: %s', (_, before, after) => {
    expect(triggers(before)).toBe(triggers(before));
    expect(triggers(before)).not.toBe(triggers(after));
  });
});
