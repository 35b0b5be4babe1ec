import Ajv from 'ajv';
import fc from '../../../support/fast-check';
import { renderJson } from '../../../../scripts/plan-review/output/json';
import schema from '../../../../scripts/plan-review/output/review.schema.json';
import type { Review } from '../../../../scripts/plan-review/review';
import { deceit } from '../../../support/deceits';
import {
  aConfigurationChange,
  aFinding,
  aKeyChange,
  aReview,
  aTextChange,
  outputOptions,
} from '../../../support/review-builder';

const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true });
const validate = ajv.compile(schema);

function json(review: Review, options = outputOptions()): unknown {
  return JSON.parse(renderJson(review, options));
}

function problems(document: unknown): unknown {
  validate(document);
  return validate.errors ?? [];
}

const FULL = aReview({
  verdict: 'danger',
  findings: [aFinding(), aFinding({ severity: 'care', addresses: [] })],
  configuration: [
    aConfigurationChange({
      effect: 'broker-restart',
      keys: [aKeyChange(), { key: 'x', update: 'unknown' }],
    }),
  ],
  userData: [aTextChange({ before: undefined, after: undefined, note: 'Known after the apply.' })],
  counts: [{ type: 'aws_ebs_volume', change: 'delete', count: 1 }],
});

it.each([
  ['an empty review', aReview(), {}],
  ['a review with everything in it', FULL, {}],
  ['a review without a name', FULL, { name: undefined }],
])('%s is as its schema says', (_, review, options) => {
  expect(problems(json(review, outputOptions(options)))).toEqual([]);
});

it('the schema describes every field there is', () => {
  const fields = (value: unknown): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap(fields);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => [key, ...fields(inner)]);
  };
  const described = new Set(
    [...JSON.stringify(schema).matchAll(/"(\w+)":\{/g)].map(([, key]) => key),
  );
  expect(fields(json(FULL)).filter((field) => !described.has(field))).toEqual([]);
});

it.each([
  ['no version', { version: undefined }],
  ['another version', { version: 2 }],
  ['an unknown verdict', { verdict: 'fine' }],
  ['no findings', { findings: undefined }],
  ['a finding without its rule', { findings: [{}] }],
  ['a count of nothing', { counts: [{ type: 'a', change: 'create', count: 0 }] }],
  [
    'a file without its keys',
    { configuration: [{ label: '', hosts: [], address: '', note: null, diff: '' }] },
  ],
])('the schema refuses %s', (_, fields) => {
  const document: unknown = JSON.parse(JSON.stringify({ ...(json(FULL) as object), ...fields }));
  expect(problems(document)).not.toEqual([]);
});

it('whatever the texts, they come back as they were', () => {
  fc.assert(
    fc.property(deceit, deceit, (one, other) => {
      const document = json(
        aReview({ headline: one, findings: [aFinding({ what: other, addresses: [one] })] }),
      );
      expect(document).toMatchObject({
        headline: one,
        findings: [{ what: other, addresses: [one] }],
      });
    }),
  );
});

it('a diff is one that other programs read', () => {
  expect(json(aReview({ userData: [aTextChange()] }))).toMatchObject({
    userData: [{ diff: '@@ -1,2 +1,2 @@\n #!/bin/sh\n-echo one\n+echo two\n' }],
  });
});

it('holds no character that a terminal obeys, and says the same', () => {
  const what = 'a\u202eb\u0085c\u{e0041}d\u2028e\u001b[31m 🦊 é';
  const text = renderJson(aReview({ findings: [aFinding({ what })] }), outputOptions());
  expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
  expect(text).toContain('\\u202eb');
  expect(JSON.parse(text)).toMatchObject({ findings: [{ what }] });
});
