import { stripVTControlCharacters } from 'node:util';
import { render } from '../../../../scripts/plan-review/output';
import { parsePlan } from '../../../../scripts/terraform-plan/parse-plan';
import { reviewPlan } from '../../../../scripts/plan-review/reviewing/review-plan';
import { goldenFiles } from '../../../support/golden';
import { planFixture } from '../../../support/plan-fixtures';
import { outputOptions } from '../../../support/review-builder';

const ENDINGS = { markdown: 'md', text: 'txt', json: 'json' } as const;

/** Plans of the production stack, with the formats in which their reviews are kept. */
const TYPICAL: Readonly<Record<string, readonly (keyof typeof ENDINGS)[]>> = {
  'setting-dynamic': ['markdown'],
  'setting-restart': ['markdown', 'text', 'json'],
  'user-data-replaces': ['markdown'],
  'volume-removed': ['markdown', 'text'],
};

it.each(Object.entries(TYPICAL))(
  'the review of %s is that of test/golden (UPDATE_GOLDEN=1 makes it so)',
  (name, formats) => {
    const review = reviewPlan(parsePlan(planFixture(name), { source: name }));
    const files = Object.fromEntries(
      formats.map((format) => {
        const text = stripVTControlCharacters(render[format](review, outputOptions()));
        return [`review.${ENDINGS[format]}`, `${text.trimEnd()}\n`];
      }),
    );
    expect(files).toEqual(goldenFiles(`plan-review/${name}`, files));
  },
);
