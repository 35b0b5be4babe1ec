import { unmarked } from '../../../../scripts/masking/say';
import { isDeepStrictEqual } from 'node:util';
import fc from '../../../support/fast-check';
import { UserError } from '../../../../cluster/errors';
import { parsePlan } from '../../../../scripts/terraform-plan/parse-plan';
import { render } from '../../../../scripts/plan-review/output';
import { countChanges, reviewPlan } from '../../../../scripts/plan-review/reviewing/review-plan';
import type { Rule } from '../../../../scripts/plan-review/rule';
import { glyphs } from '../../../../scripts/terminal/terminal';
import { factsOf } from '../../../support/judge-plan';
import { planJson, planText, type PlannedResource } from '../../../support/plan-builder';
import { plantedSecret } from '../../../support/planted-secrets';

const VOLUME = { size: 2500, type: 'st1', encrypted: true, tags: { 'kafka-host': 'broker-1' } };

const parse = (text: string, mayBePartial = false) =>
  parsePlan(text, { source: 'plan.json', mayBePartial });
const review = (resources: readonly PlannedResource[], rules?: readonly Rule[]) =>
  reviewPlan(parse(planText(resources)), rules);

const finds = (id: string, severity: 'care' | 'danger'): Rule => ({
  id,
  title: `Title of ${id}`,
  judge: () => [{ severity, what: unmarked(id), why: 'why', remedy: 'remedy', addresses: [] }],
});

describe('the verdict', () => {
  it('is that of the gravest finding, which comes first', () => {
    const { verdict, findings } = review(
      [],
      [finds('a', 'care'), finds('b', 'danger'), finds('c', 'care')],
    );
    expect(verdict).toBe('danger');
    expect(findings.map(({ rule }) => rule)).toEqual(['b', 'a', 'c']);
  });

  it('is safe where no rule finds anything', () => {
    expect(review([], []).verdict).toBe('safe');
    expect(review([], [finds('a', 'care')]).verdict).toBe('care');
  });

  it('is never safe where a change is unknown or something is left out, whatever the rules say', () => {
    expect(review([{ address: 'a.b', actions: ['melt'], before: {} }], []).verdict).toBe('care');
    const partial = parse(planText([], { fields: { complete: false } }), true);
    expect(reviewPlan(partial, []).verdict).toBe('care');
  });
});

it('takes a rule that throws for a danger, names it, and goes on with the others', () => {
  const broken: Rule = {
    id: 'broken-rule',
    title: 'Something lost',
    judge: () => {
      throw new TypeError('hunter2 is undefined');
    },
  };
  const { verdict, findings } = review([], [broken, finds('after-it', 'care')]);
  expect(verdict).toBe('danger');
  expect(findings.map(({ rule }) => rule)).toEqual(['broken-rule', 'after-it']);
  expect(findings[0]).toMatchObject({ severity: 'danger', what: /./ });
  expect(JSON.stringify(findings[0])).toMatch(/broken-rule.*TypeError.*Something lost/);
  expect(JSON.stringify(findings[0])).not.toContain('hunter2');
});

describe('a plan whose danger is kept is never called safe, whatever else is changed in it', () => {
  const dangers: Readonly<Record<string, PlannedResource>> = {
    'a volume deleted': {
      address: 'aws_ebs_volume.data',
      before: VOLUME,
      after: null,
      reason: 'delete_because_no_resource_config',
    },
    'a volume replaced': {
      address: 'aws_ebs_volume.data',
      actions: ['delete', 'create'],
      before: VOLUME,
      after: { ...VOLUME, availability_zone: 'eu-west-1b' },
      replacePaths: [['availability_zone']],
    },
    'a volume forgotten': {
      address: 'aws_ebs_volume.data',
      actions: ['forget'],
      before: VOLUME,
      after: null,
    },
    'a key deleted': { address: 'aws_kms_key.key', before: { arn: 'arn:aws:kms' }, after: null },
    'an instance deleted': {
      address: 'aws_instance.broker',
      before: { instance_type: 'r7i.xlarge' },
      after: null,
    },
    'an action that nobody knows': {
      address: 'aws_ebs_volume.data',
      actions: ['melt'],
      before: VOLUME,
      after: VOLUME,
    },
  };
  const others: readonly PlannedResource[] = [
    { address: 'aws_instance.a', before: { ami: 'a' }, after: { ami: 'a' } },
    { address: 'data.aws_ami.image', before: { id: 'x' }, after: { id: 'x' } },
    { address: 'aws_s3_object.o', before: { content: 'a=1' }, after: { content: 'a=2' } },
  ];

  it.each(Object.entries(dangers))('%s', (_, danger) => {
    const original = planJson([others[0]!, danger, ...others.slice(1)]);
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        const plan = structuredClone(original);
        for (const mutate of mutations) mutate(plan);
        if (!keeps(plan, danger)) return;
        expect(verdictOn(JSON.stringify(plan))).not.toBe('safe');
      }),
      { numRuns: 300 },
    );
  });

  it('not even where it breaks off', () => {
    for (const danger of Object.values(dangers)) {
      const text = planText([danger]);
      for (let length = 0; length < text.length; length += 7) {
        expect(verdictOn(text.slice(0, length))).toBe('refused');
      }
    }
  });

  /** Deletes or replaces something anywhere in the plan, or puts it last. */
  const mutation: fc.Arbitrary<(plan: object) => void> = fc
    .tuple(fc.nat(), fc.jsonValue(), fc.constantFrom('delete', 'replace', 'reorder'))
    .map(([number, value, kind]) => (plan) => {
      const places = placesIn(plan);
      const place = places[number % places.length];
      if (!place) return;
      const { holder, key } = place;
      const kept = holder[key];
      if (kind === 'replace') holder[key] = value;
      else if (Array.isArray(holder)) {
        holder.splice(Number(key), 1);
        if (kind === 'reorder') holder.push(kept);
      } else {
        delete holder[key];
        if (kind === 'reorder') holder[key] = kept;
      }
    });
});

describe('a secret', () => {
  const options = {
    ...{ name: 'prod', reviewerVersion: '1', sourceFile: 'cdktf.json' },
    terminal: { glyphs: glyphs({ LANG: 'C.UTF-8' }), width: 100 },
  };
  const tags = { 'kafka-cluster': 'prod', Name: 'prod-broker-1' };
  const host = { instance_type: 'r7i.xlarge', tags };
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  /** Plans that bring a text into sight: as a diff, in a finding, in a name. */
  const plans = (text: string): readonly (readonly PlannedResource[])[] => [
    [
      { address: 'aws_instance.broker', before: host, after: host },
      {
        address: 'aws_s3_object.file',
        before: { key: 'prod/broker-1/etc/kafka/server.properties', content: 'broker.id=1', tags },
        after: { key: 'prod/broker-1/etc/kafka/server.properties', content: text, tags },
      },
    ],
    [
      {
        address: 'aws_instance.broker',
        before: { ...host, user_data_base64: base64('#!/bin/sh\necho\n') },
        after: { ...host, user_data_base64: base64(`#!/bin/sh\n${text}\n`) },
      },
    ],
    [
      {
        address: 'aws_launch_template.brokers',
        before: { user_data: base64(text) },
        after: { user_data: base64(`${text}\nand more`) },
      },
    ],
    [{ address: `aws_ebs_volume.data[${JSON.stringify(text)}]`, before: VOLUME, after: null }],
    [{ address: 'aws_ebs_volume.data', before: { ...VOLUME, tags: { Name: text } }, after: null }],
    [{ address: 'aws_x.y', actions: [text], before: {}, after: {} }],
    [
      {
        address: 'aws_ebs_volume.data',
        ...{ before: VOLUME, after: VOLUME, actions: ['delete', 'create'] },
        ...{ replacePaths: [['tags', text]], reason: text, deposed: text },
      },
    ],
  ];

  it('is in no output, wherever the plan has it', () => {
    fc.assert(
      fc.property(plantedSecret, fc.nat(), ({ secret, text }, number) => {
        const choices = plans(text);
        const found = review(choices[number % choices.length]!);
        for (const format of ['text', 'markdown', 'json', 'sarif'] as const) {
          expect(render[format](found, options)).not.toContain(secret);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('that is another one afterwards is seen to be, in a file and in user data', () => {
    const [file, userData] = plans('ssl.key.password=new-one').map((resources) =>
      resources.map(
        (resource) =>
          JSON.parse(
            JSON.stringify(resource)
              .replace('"broker.id=1"', '"ssl.key.password=old-one"')
              .replace(
                base64('#!/bin/sh\necho\n'),
                base64('#!/bin/sh\nssl.key.password=old-one\n'),
              ),
          ) as PlannedResource,
      ),
    );
    for (const resources of [file!, userData!]) {
      const markdown = render.markdown(review(resources), options);
      expect(markdown).toContain('-ssl.key.password=(sensitive)\n');
      expect(markdown).toContain('+ssl.key.password=(sensitive, changed)\n');
    }
  });
});

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Every field and every element. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

/** Whether the plan still says that what is dangerous is done to the same type of resource. */
function keeps(plan: Readonly<Record<string, unknown>>, danger: PlannedResource): boolean {
  const { type, change } = (planJson([danger]).resource_changes as readonly Entry[])[0]!;
  const entries: unknown = plan.resource_changes;
  if (!Array.isArray(entries)) return false;
  return (entries as readonly (Entry | null)[]).some(
    (entry) =>
      entry?.type === type &&
      entry?.mode === 'managed' &&
      isDeepStrictEqual(entry?.change?.actions, change?.actions),
  );
}

interface Entry {
  readonly type?: unknown;
  readonly mode?: unknown;
  readonly change?: { readonly actions?: unknown };
}

function verdictOn(text: string): string {
  try {
    return reviewPlan(parse(text)).verdict;
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return 'refused';
  }
}

it('counts what the plan does by type, and nothing that it leaves or reads', () => {
  const { plan } = factsOf([
    { address: 'aws_route.a', after: { id: 'a' } },
    { address: 'aws_route.b', after: { id: 'b' } },
    { address: 'aws_route.c', before: { id: 'c' }, after: null },
    { address: 'aws_eip.a', before: { id: 'a' }, after: { id: 'a' } },
    { address: 'aws_eip.b', before: { id: 'a' }, after: { id: 'b' }, actions: ['explode'] },
    { address: 'data.aws_ami.a', after: { id: 'a' }, actions: ['read'] },
  ]);
  expect(countChanges(plan)).toEqual([
    { type: 'aws_eip', change: 'unknown', count: 1 },
    { type: 'aws_route', change: 'create', count: 2 },
    { type: 'aws_route', change: 'delete', count: 1 },
  ]);
});
