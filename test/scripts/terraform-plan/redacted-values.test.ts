import { reviewPlan } from '../../../scripts/plan-review/reviewing/review-plan';
import { parsePlan } from '../../../scripts/terraform-plan/parse-plan';
import { planText, type PlannedResource } from '../../support/plan-builder';
import { planFixture } from '../../support/plan-fixtures';

const VOLUME = 'aws_ebs_volume.data';
const read = (resource: Omit<PlannedResource, 'address'>) => {
  const plan = parsePlan(planText([{ address: VOLUME, ...resource }]), { source: 'plan.json' });
  return { redacted: plan.redacted, change: plan.changes[0]! };
};

describe('a value that was taken out', () => {
  it('is unknown, wherever it stands', () => {
    const { redacted, change } = read({
      before: { size: 'REDACTED', tags: { a: 'b' } },
      after: { size: '<redacted>', tags: { a: 'b' }, list: ['***', { in: 1 }] },
      afterUnknown: { arn: true },
    });
    expect(redacted).toEqual([VOLUME]);
    expect(change.before).toEqual({ tags: { a: 'b' } });
    expect(change.after).toEqual({ tags: { a: 'b' }, list: [null, { in: 1 }] });
    expect(change.afterUnknown).toMatchObject({ arn: true, size: true, list: [true, {}] });
  });

  it('is nothing to tell of where it goes by the name of a secret, and something else changes', () => {
    const { redacted, change } = read({
      before: { password: 'REDACTED', size: 1 },
      after: { password: 'REDACTED', size: 2 },
    });
    expect(redacted).toEqual([]);
    expect(change.afterUnknown).toEqual({});
  });

  it('is nothing to tell of where nothing changes', () => {
    const values = { size: 'REDACTED' };
    expect(read({ before: values, after: values }).redacted).toEqual([]);
  });
});

describe('a change that shows nothing of what it changes', () => {
  it.each<[string, Omit<PlannedResource, 'address'>]>([
    ['is alike before and after', { actions: ['update'], before: { a: 1 }, after: { a: 1 } }],
    ['has lost all values', { actions: ['update'], before: { a: null }, after: { a: null } }],
    ['deletes what has no values', { before: { id: null, size: null }, after: null }],
    ['creates nothing', { after: { size: null, tags: { a: null } } }],
    [
      'names none of the attributes of what it creates',
      { after: { name: null, policy: null, path: null }, afterUnknown: { id: true } },
    ],
    [
      'is alike, also behind its marks',
      {
        ...{ actions: ['update'], before: { a: null }, after: { a: null } },
        ...{ beforeSensitive: { a: true }, afterSensitive: { a: true } },
      },
    ],
  ])('is told: it %s', (_, resource) => {
    expect(read(resource).redacted).toEqual([VOLUME]);
  });

  it.each<[string, Omit<PlannedResource, 'address'>]>([
    ['another value', { before: { a: 1 }, after: { a: 2 } }],
    [
      'an unknown one',
      { actions: ['update'], before: { a: 1 }, after: {}, afterUnknown: { a: true } },
    ],
    [
      'a new mark alone',
      { actions: ['update'], before: { a: 1 }, after: { a: 1 }, afterSensitive: { a: true } },
    ],
    ['a new thing', { after: { name: 'a', size: null } }],
    ['a new thing of which nothing is known', { after: { a: null }, afterUnknown: { id: true } }],
    ['what goes', { before: { id: 'vol-1' }, after: null }],
  ])('is not one of these: %s', (_, resource) => {
    expect(read(resource).redacted).toEqual([]);
  });
});

/** The leaves of a value, each put through this. */
function mapped(value: unknown, leaf: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => mapped(each, leaf));
  if (typeof value !== 'object' || value === null) return leaf(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, leaf)]));
}

interface Entries {
  readonly resource_changes: { change: { before: unknown; after: unknown } }[];
}

const TOOLS: Readonly<Record<string, (value: unknown) => unknown>> = {
  'writes null over all values': () => null,
  'writes over texts': (value) => (typeof value === 'string' ? 'REDACTED' : value),
  'writes over all that is there': (value) => (value === null ? null : '***'),
};

describe.each(Object.entries(TOOLS))('a tool that %s', (_, leaf) => {
  it.each(['rights-widened', 'ingress-widened', 'kafka-older', 'volume-removed', 'alarms-removed'])(
    'makes no real plan safe: %s',
    (name) => {
      const plan = JSON.parse(planFixture(name)) as Entries;
      for (const { change } of plan.resource_changes) {
        change.before = mapped(change.before, leaf);
        change.after = mapped(change.after, leaf);
      }
      const read = parsePlan(JSON.stringify(plan), { source: name });
      expect(reviewPlan(read).verdict).not.toBe('safe');
    },
  );
});
