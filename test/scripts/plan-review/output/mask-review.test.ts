import fc from '../../../support/fast-check';
import { maskReview } from '../../../../scripts/plan-review/output/mask-review';
import { render } from '../../../../scripts/plan-review/output';
import type { Review } from '../../../../scripts/plan-review/review';
import {
  aConfigurationChange,
  aFinding,
  aKeyChange,
  aReview,
  aTextChange,
  outputOptions,
} from '../../../support/review-builder';

/** A review that has a secret in each of its texts. */
function leaking(secret: string): Review {
  const text = `ssl.keystore.password=${secret}`;
  return aReview({
    headline: text,
    findings: [aFinding({ what: text, why: text, remedy: text, addresses: [text] })],
    configuration: [
      aConfigurationChange({
        ...{ label: text, note: text, before: `a=1\n${text}\n`, after: `a=2\n${text}\n` },
        keys: [
          aKeyChange({ key: 'ssl.key.password', before: secret, after: `${secret}2` }),
          aKeyChange({ key: 'x', before: text, after: text }),
        ],
      }),
    ],
    userData: [aTextChange({ hosts: [text], before: `export ${text}\n`, after: text })],
    counts: [{ type: text, change: 'create', count: 1 }],
  });
}

it.each(['text', 'markdown', 'json', 'sarif'] as const)(
  'a secret that a review still holds is not in its %s',
  (format) => {
    const secret = 'correcthorsebattery';
    expect(render[format](leaking(secret), outputOptions())).not.toContain(secret);
  },
);

it('a review without secrets stays as it is', () => {
  const review = aReview({
    findings: [aFinding()],
    configuration: [aConfigurationChange()],
    userData: [aTextChange({ note: 'Cut.' })],
    counts: [{ type: 'aws_instance', change: 'update', count: 3 }],
  });
  expect(maskReview(review)).toEqual(review);
});

it('masks no more when it masks again', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 8 }), (secret) => {
      const once = maskReview(leaking(secret));
      expect(maskReview(once)).toEqual(once);
    }),
  );
});
