import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from '../../support/fast-check';
import { UserError } from '../../../cluster/errors';
import { parsePlan } from '../../../scripts/terraform-plan/parse-plan';
import type { Plan } from '../../../scripts/terraform-plan/plan';
import { planJson, planText, type PlannedResource } from '../../support/plan-builder';
import { plantedSecret } from '../../support/planted-secrets';

const SOURCE = { source: 'plan.json' };
const read = (resources: readonly PlannedResource[], fields: Record<string, unknown> = {}): Plan =>
  parsePlan(planText(resources, { fields }), SOURCE);
const only = (resource: PlannedResource) => read([resource]).changes[0]!;
const VOLUME = 'aws_ebs_volume.data';

/** Everything that a plan may tell, as one text. */
const toldBy = ({ changes, standing, toolVersion, mask }: Plan): string =>
  JSON.stringify([
    ...changes.flatMap(({ shown, address, type, name }) => [
      shown,
      [address, type, name].map(mask),
    ]),
    ...[...standing].map(([address, { shown }]) => [mask(address), shown]),
    toolVersion,
  ]);

describe('a change', () => {
  it.each([
    [['no-op'], {}, {}, 'none'],
    [['no-op'], { a: 1, b: [{}] }, { b: [{}], a: 1 }, 'none'],
    [['no-op'], null, null, 'none'],
    [['create'], null, {}, 'create'],
    [['read'], null, {}, 'read'],
    [['update'], {}, {}, 'update'],
    [['delete'], {}, null, 'delete'],
    [['forget'], {}, null, 'forget'],
    [['delete', 'create'], {}, {}, 'replace'],
    [['create', 'delete'], {}, {}, 'replace'],
    [['create', 'forget'], {}, {}, 'replace'],
    [['melt'], {}, {}, 'unknown'],
    [['delete', 'melt'], {}, null, 'unknown'],
    [[], {}, {}, 'unknown'],
    [['constructor'], {}, {}, 'unknown'],
  ] as const)('of the actions %j is told in one word', (actions, before, after, change) => {
    expect(only({ address: VOLUME, actions, before, after })).toMatchObject({ change, actions });
  });

  it.each([
    ['no-op', { size: 1 }, null],
    ['no-op', null, { size: 1 }],
    ['no-op', { size: 1 }, { size: 2 }],
    ['no-op', { size: 1 }, {}],
    ['create', { size: 1 }, { size: 1 }],
    ['update', { size: 1 }, null],
    ['delete', { size: 1 }, { size: 1 }],
    ['forget', { size: 1 }, { size: 1 }],
  ])('that says %s of %j and %j contradicts itself, and is unknown', (action, before, after) => {
    const resource = { address: VOLUME, actions: [action], before, after, afterUnknown: false };
    expect(only(resource).change).toBe('unknown');
  });

  it('tells which of the two stands first in a replacement', () => {
    const both = { address: VOLUME, before: {}, after: {} };
    expect(only({ ...both, actions: ['create', 'delete'] }).createsFirst).toBe(true);
    expect(only({ ...both, actions: ['delete', 'create'] }).createsFirst).toBe(false);
  });

  it('keeps the rest of what the plan says of it', () => {
    const change = only({
      address: 'module.kafka.aws_instance.broker["b-1"]',
      previousAddress: 'aws_instance.old',
      deposed: '0a1b2c3d',
      actions: ['delete'],
      before: { instance_type: 'r7i.xlarge' },
      reason: 'a_reason_of_tomorrow',
      replacePaths: [['root_block_device', 0, 'size']],
    });
    expect(change).toEqual({
      address: 'module.kafka.aws_instance.broker["b-1"]',
      previousAddress: 'aws_instance.old',
      mode: 'managed',
      type: 'aws_instance',
      name: 'broker',
      index: 'b-1',
      provider: 'registry.terraform.io/hashicorp/aws',
      deposed: '0a1b2c3d',
      change: 'delete',
      actions: ['delete'],
      createsFirst: false,
      reason: 'a_reason_of_tomorrow',
      before: { instance_type: 'r7i.xlarge' },
      shown: { before: { instance_type: 'r7i.xlarge' } },
      afterUnknown: false,
      replacePaths: [['root_block_device', 0, 'size']],
      isImported: false,
    });
  });

  it('has something afterwards although nothing of it is known yet', () => {
    const entry = { address: 'a.b', mode: 'managed', type: 'a', name: 'b' };
    const change = { actions: ['create'], before: null, after_unknown: true };
    const { changes } = read([], { resource_changes: [{ ...entry, change }] });
    expect(changes[0]).toMatchObject({ change: 'create', after: {}, afterUnknown: true });
  });
});

describe('a plan', () => {
  it('knows what stands before it, and what depends on what', () => {
    const plan = read([
      { address: VOLUME, before: { size: 1 }, after: { size: 2 } },
      { address: 'data.aws_ami.image', before: { id: 'ami-1' }, after: { id: 'ami-1' } },
      { address: 'aws_instance.i', after: {}, refersTo: ['aws_ebs_volume.data.id'] },
    ]);
    expect(plan.standing.get(VOLUME)?.values).toEqual({ size: 1 });
    expect(plan.standing.get('data.aws_ami.image')?.shown).toEqual({ id: 'ami-1' });
    expect(plan.dependencies.get('aws_instance.i')).toEqual([VOLUME]);
  });

  it('knows what stands by the state, where an entry is only of what was left behind', () => {
    const standing = { address: VOLUME, before: { size: 2 }, after: { size: 2 } };
    const deposed = { address: VOLUME, deposed: '0a1b2c3d', before: { size: 1 }, after: null };
    const { prior_state } = planJson([standing]);
    const plan = parsePlan(planText([deposed], { fields: { prior_state } }), SOURCE);
    expect(plan.standing.get(VOLUME)?.values).toEqual({ size: 2 });
  });

  it('is the same whatever the order of its keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).reverse();
      return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
    };
    const json = planJson([{ address: VOLUME, before: { size: 2, a: 1 }, after: null }]);
    const parse = (value: unknown) => {
      const { mask, ...plan } = parsePlan(JSON.stringify(value), SOURCE);
      return { ...plan, masked: mask('password=a') };
    };
    expect(parse(reversed(json))).toEqual(parse(json));
  });

  it('counts an action that it invokes as a change that nobody knows', () => {
    const action = {
      address: 'action.aws_ec2_stop_instance.stop',
      type: 'aws_ec2_stop_instance',
      name: 'stop',
      config_values: { instance_id: 'i-1', token: 'hunter2' },
      provider_name: 'registry.terraform.io/hashicorp/aws',
    };
    expect(read([], { action_invocations: [action] }).changes).toEqual([
      expect.objectContaining({
        address: 'action.aws_ec2_stop_instance.stop',
        change: 'unknown',
        actions: ['invoke'],
        after: { instance_id: 'i-1', token: 'hunter2' },
        shown: { after: { instance_id: 'i-1', token: '(sensitive)' } },
      }),
    ]);
  });

  describe.each(['', '\ufeff'])('that begins with %j', (mark) => {
    const written = `${mark}${planText([{ address: VOLUME, after: { tags: { a: 'é 🦊' } } }])}\r\n`;
    const utf16 = Buffer.from(written, 'utf16le');

    it.each([
      ['UTF-8', Buffer.from(written)],
      ['UTF-16, as PowerShell writes it', utf16],
      ['the other UTF-16', Buffer.from(utf16).swap16()],
    ])('is read as %s', (_, bytes) => {
      expect(parsePlan(bytes, SOURCE).changes[0]!.after).toEqual({ tags: { a: 'é 🦊' } });
    });
  });

  it.each(['prior_state', 'planned_values', 'relevant_attributes', 'output_changes'])(
    'is read the same where somebody has taken out its %s',
    (field) => {
      const resources = [
        { address: VOLUME, before: { size: 2 }, after: { size: 1 } },
        { address: 'data.aws_ami.image', before: { id: 'ami-1' }, after: { id: 'ami-1' } },
      ];
      const { changes, standing, outputChanges } = read(resources);
      expect(read(resources, { [field]: undefined })).toMatchObject({
        ...{ changes, standing, outputChanges },
      });
    },
  );

  it('may come from OpenTofu, which does not say whether it is complete', () => {
    const json = { ...planJson([]) };
    delete json.complete;
    delete json.applyable;
    expect(parsePlan(JSON.stringify(json), SOURCE).isPartial).toBe(false);
  });
});

const text = (words: string) => Buffer.from(words);
const SHOWN = 'Terraform will perform the following actions:\n\n  # a.b will be created\n';
const OLD = { format_version: '0.1', terraform_version: '0.12.31' };

const FAILED = ['terraform_data.z', 'terraform_data.z["hunter2"]'].map((to_display) => ({
  ...{ address: { kind: 'resource', to_display }, status: 'fail' },
}));

describe('what is refused', () => {
  const utf16 = Buffer.from(`\ufeff${planText([])}`, 'utf16le');
  const state = JSON.stringify({ format_version: '1.0', values: {}, terraform_version: '1.11.4' });
  const withFields = (fields: Record<string, unknown>) => planText([], { fields });

  it.each([
    ['nothing', '', 'must hold a plan as JSON, got nothing'],
    ['blanks', ' \n', 'must hold a plan as JSON, got nothing'],
    ['UTF-16 that breaks off', utf16.subarray(0, -1), 'must be whole UTF-16'],
    ['half of UTF-16', Buffer.concat([utf16.subarray(0, 40), text('x"}')]), 'must be whole UTF-16'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), 'must be text, got UTF-32'],
    ['binary data', Buffer.from([1, 0, 0, 0, 7]), 'must be text, got UTF-32 or binary data'],
    [
      'what gzip has packed',
      gzipSync(planText([])),
      '`gzip -dc <file> | cdktf-kafka plan-review -`',
    ],
    ['what zstd has packed', zstdCompressSync(planText([])), 'got a file that zstd has packed'],
    ['other bytes', Buffer.from([0x7b, 0xff, 0x7d]), 'must be UTF-8, got other bytes'],
    ['the plan as terraform prints it', SHOWN, 'got the plan as terraform prints it for people'],
    ['the same in colours', `\u001b[1m${SHOWN}`, 'got the plan as terraform prints it for people'],
    ['a plan without changes, printed', 'No changes. Your', 'as terraform prints it for people'],
    ['one resource, printed', '  # a.b will be destroyed\n', 'as terraform prints it for people'],
    ['an error of terraform', '╷\n│ Error: No state\n', 'got an error of terraform. Mend'],
    ['HCL', '# ours\nresource "aws_instance" "a" {\n}', 'got configuration of terraform'],
    ['HTML', '<!DOCTYPE html>', 'got XML or HTML'],
    ['a plan behind other lines', `npm notice\n${planText([])}`, 'got other lines before it'],
    ['a plan before other lines', `${planText([])}\nDone.`, 'got other lines behind it'],
    ['other text', 'hello', 'got other text'],
    ['the log of a plan', '{"@level":"info"}\n{"@level":"info"}', 'got the log of `terraform plan'],
    ['one line of that log', '{"@level":"info"}', 'got a line of the log'],
    [
      'what a wrapper prints',
      `[command]/terraform show\n${planText([])}`,
      'terraform_wrapper: false',
    ],
    ['what breaks off', planText([]).slice(0, -20), 'got one that breaks off'],
    ['what is broken inside', '{"a":tru}', 'must hold one JSON object, got what is no JSON'],
    ['two plans', `${planText([])}\n${planText([])}`, 'got several, one behind the other'],
    ['an array', '[]', 'must hold a plan as JSON, got an array'],
    ['a text', '"a"', 'must hold a plan as JSON, got a string'],
    ['an empty object', '{}', 'got nothing for its format_version'],
    ['a state', state, 'got that of a state. Name the plan file'],
    ['a state file', '{"version":4,"serial":1,"lineage":"x"}', 'got a state file'],
    ['the outputs of a state', '{"a":{"sensitive":false,"value":1}}', 'got the outputs of a state'],
    [
      'what cdktf synthesizes',
      '{"//":{},"terraform":{},"resource":{}}',
      'as `cdktf synth` writes it',
    ],
    [
      'what HCP redacts',
      '{"plan_format_version":"1","resource_changes":[]}',
      'not `json-output-redacted`',
    ],
    ['what HCP answers', '{"data":{"type":"plans","attributes":{}}}', 'got an answer of HCP'],
    ['schemas', '{"format_version":"1.0","provider_schemas":{}}', 'got the schemas of providers'],
    [
      'a validation',
      '{"format_version":"1.0","valid":true,"diagnostics":[]}',
      'terraform validate',
    ],
    [
      'a format of old',
      withFields(OLD),
      '1.x, got 0.1 of a plan that terraform 0.12.31 made. Plan with',
    ],
    [
      'one that names no terraform',
      withFields({ ...OLD, terraform_version: undefined }),
      'names no',
    ],
    [
      'a format of tomorrow',
      withFields({ format_version: '2.0' }),
      'got 2.0 of a plan that terraform 1.11.4',
    ],
    ['no version at all', withFields({ format_version: 'new' }), '1.x, got another one'],
    [
      'a version that is more',
      withFields({ ...OLD, terraform_version: '1.0.0 hunter2' }),
      'names no',
    ],
    ['a version that is no text', withFields({ format_version: 1.2 }), 'got a number'],
    ['an errored plan', withFields({ errored: true }), 'got one that ended with an error'],
    [
      'a plan that a condition has ended',
      withFields({ errored: true, checks: FAILED }),
      'with an error: a condition of terraform_data.z fails. Mend',
    ],
    ['an incomplete plan', withFields({ complete: false }), 'got one that leaves resources out'],
    ['a plan that is complete in words', withFields({ complete: 'true' }), 'leaves resources out'],
    [
      'a plan without its configuration',
      withFields({ configuration: undefined }),
      'must have its field configuration, got a plan without it',
    ],
    [
      'a plan without its changes',
      planText([{ address: VOLUME, before: {}, after: {} }], {
        fields: { resource_changes: undefined },
      }),
      'must have its field resource_changes, got a plan without it',
    ],
    ['deferred changes', withFields({ deferred_changes: [{}] }), 'leaves resources out'],
    [
      'a list that is none',
      withFields({ resource_changes: {} }),
      'resource_changes must be an array',
    ],
    ['an entry that is none', withFields({ resource_changes: [7] }), '[0] must be an object'],
    ['values too deep', '['.repeat(500_000), 'must hold a plan as JSON'],
  ])('is %s', (_, text, words) => {
    const parse = () => parsePlan(text, SOURCE);
    expect(parse).toThrow(UserError);
    expect(parse).toThrow(/^plan\.json: must .*\.$/);
    expect(parse).toThrow(words);
  });

  it('is a plan that says nothing of a resource that stands: OpenTofu has no other mark', () => {
    const whole = planJson([{ address: VOLUME, before: { size: 1 }, after: { size: 1 } }]);
    const text = JSON.stringify({ ...whole, resource_changes: [] });
    expect(() => parsePlan(text, SOURCE)).toThrow('got one that leaves resources out');
    expect(parsePlan(text, { ...SOURCE, mayBePartial: true }).isPartial).toBe(true);
  });

  describe.each([
    ['a resource', {}, {}, true],
    ['one with count', { count_expression: {} }, {}, false],
    ['one with for_each', { for_each_expression: {} }, {}, false],
    ['a module', {}, { module_calls: true }, true],
    ['a module with count', {}, { module_calls: true, count_expression: {} }, false],
  ])('is a plan that has no entry for what is configured: %s', (_, resource, call, isRefused) => {
    const configured = { address: VOLUME, mode: 'managed', ...resource };
    const module = { resources: [{ address: 'data.aws_ami.a', mode: 'data' }, configured] };
    const root_module =
      'module_calls' in call ? { module_calls: { kafka: { ...call, module } } } : module;
    const parse = (changes: readonly PlannedResource[]) =>
      parsePlan(
        planText(changes, { fields: { configuration: { root_module }, prior_state: undefined } }),
        SOURCE,
      );

    it(`${isRefused ? 'is' : 'is not'} refused`, () => {
      for (const changes of [[], [{ address: 'aws_x.y', after: {} }]]) {
        if (isRefused) expect(() => parse(changes)).toThrow('got one that leaves resources out');
        else expect(parse(changes).isPartial).toBe(false);
      }
    });

    it('is not refused where an entry is there, or where the plan destroys what stands', () => {
      const path = 'module_calls' in call ? `module.kafka["a"].${VOLUME}[0]` : `${VOLUME}[0]`;
      expect(parse([{ address: path, after: {} }]).isPartial).toBe(false);
      expect(parse([{ address: 'aws_x.y', before: {}, after: null }]).isPartial).toBe(false);
    });
  });

  it.each([false, 'true', null])('is a plan with changes that is applyable: %j', (applyable) => {
    const change = { address: VOLUME, before: { size: 1 }, after: { size: 2 } };
    expect(() => read([change], { applyable })).toThrow('must be a plan that can be applied');
    expect(read([{ ...change, after: change.before }], { applyable }).changes).toHaveLength(1);
  });

  it('is told without quoting it', () => {
    for (const text of ['hunter2 is the password', '{"password":"hunter2', '{"hunter2":hunter2}']) {
      expect(() => parsePlan(text, SOURCE)).toThrow(/^(?!.*hunter2)/s);
    }
  });

  it.each([
    ['made', { after: { deep: 'here' } }],
    ['left as it is', { before: { deep: 'here' }, after: { deep: 'here' } }],
    ['marked', { before: {}, after: {}, beforeSensitive: { deep: 'here' } }],
  ])('is a value that is nested beyond all reason, of what is %s', (_, resource) => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const text = planText([{ address: VOLUME, ...resource }]).replaceAll('"here"', deep);
    expect(() => parsePlan(text, SOURCE)).toThrow('must nest its values less deeply');
  });
});

describe('secrets', () => {
  it('are gone wherever they stand in a plan', () => {
    fc.assert(
      fc.property(plantedSecret, fc.constantFrom(...PLACES), ({ secret, text }, place) => {
        expect(toldBy(place(text))).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
      { numRuns: 500 },
    );
  });

  it('are gone everywhere once the plan marks them somewhere', () => {
    const marked = 'Zq7xw9-marked-once';
    const plan = read([
      { address: 'random_password.p', after: { result: marked }, afterSensitive: { result: true } },
      { address: `aws_s3_object.o["${marked}"]`, after: { etag: `x-${marked}-y` } },
      { address: 'aws_instance.i', after: { user_data: btoa(`run the thing with ${marked}`) } },
    ]);
    expect(toldBy(plan)).not.toContain('Zq7xw9');
    expect(atob(String(plan.changes[2]!.shown.after!.user_data))).toBe(
      'run the thing with (sensitive)',
    );
  });

  it('are gone where a variable or an output that holds them is marked', () => {
    const secret = 'Zq7xw9-of-a-variable';
    const fields = {
      variables: { v: { value: { inner: secret } } },
      configuration: { root_module: { variables: { v: { sensitive: true } } } },
      output_changes: {
        o: { actions: ['create'], before: null, after: 'Zq7xw9-of-output', after_sensitive: true },
      },
    };
    const after = { note: `${secret} and Zq7xw9-of-output` };
    const plan = parsePlan(planText([{ address: 'aws_x.y', after }], { fields }), SOURCE);
    expect(toldBy(plan)).not.toContain('Zq7xw9');
    expect(plan.outputChanges).toEqual([{ name: 'o', change: 'create' }]);
  });

  it('do not take a marked name with them', () => {
    const name = { name: 'prod-logging' };
    const marked = { address: 'aws_x.y', after: name, afterSensitive: { name: true } };
    const plan = read([marked, { address: 'aws_x.z', after: { cluster: 'prod-logging-1' } }]);
    expect(plan.changes[0]!.shown.after).toEqual({ name: '(sensitive)' });
    expect(plan.changes[1]!.shown.after).toEqual({ cluster: 'prod-logging-1' });
  });
});

/** Where a text with a secret may stand in a plan. */
const PLACES: readonly ((text: string) => Plan)[] = [
  (text) => read([{ address: VOLUME, after: { content: text } }]),
  (text) => read([{ address: VOLUME, before: { tags: { a: text } }, after: null }]),
  (text) => read([{ address: VOLUME, before: { a: [text] }, after: { a: [`${text} `] } }]),
  (text) => read([{ address: VOLUME, after: { tags: { [text]: 'x' } } }]),
  (text) => read([], { resource_changes: [entryNamed(text)] }),
  (text) => read([], { terraform_version: text }),
];

const entryNamed = (text: string) => ({
  address: text,
  previous_address: text,
  mode: 'managed',
  type: text,
  name: text,
  index: text,
  provider_name: text,
  change: { actions: ['create', text], after: {} },
});

it('reads any JSON, or says what is wrong with it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), fc.uint8Array()), (input) => {
      expectPlanOrUserError(typeof input === 'string' ? input : Buffer.from(input));
    }),
  );
});

it('reads a plan with any JSON in any field, or says what is wrong with it', () => {
  const fields = fc.dictionary(fc.constantFrom(...Object.keys(planJson([]))), fc.jsonValue());
  fc.assert(
    fc.property(fields, (strange) => expectPlanOrUserError(planText([], { fields: strange }))),
    { numRuns: 500 },
  );
});

function expectPlanOrUserError(text: string | Buffer): void {
  try {
    parsePlan(text, SOURCE);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
  }
}
