import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HARMLESS, HELD_OUT_HARMLESS } from './support/secret-corpus/harmless';
import {
  rateOfHarmless,
  rateOfSecrets,
  type MaskingRate,
} from './support/secret-corpus/masking-rates';
import { HELD_OUT_SECRETS, SECRETS } from './support/secret-corpus/secrets';

const page = readFileSync(join(__dirname, '../docs/plan-review.md'), 'utf8');

/** Each must be in docs as it is; what is wrong is shown. */
const RATES: readonly (readonly [name: string, rate: () => MaskingRate])[] = [
  ['masked of the secrets', () => rateOfSecrets(SECRETS)],
  ['masked of the secrets that were held out', () => rateOfSecrets(HELD_OUT_SECRETS)],
  ['left as they are of the harmless texts', () => rateOfHarmless(HARMLESS)],
  ['left as they are of those that were held out', () => rateOfHarmless(HELD_OUT_HARMLESS)],
];

it.each(RATES)('has the rate that the docs tell: %s', (name, rate) => {
  const { right, of, wrong } = rate();
  const [line = ''] = page.split('\n').filter((each) => each.trimStart().startsWith(`| ${name} `));
  expect({ told: line.match(/\d+ of \d+/)?.[0], wrong }).toEqual({
    told: `${right} of ${of}`,
    wrong,
  });
});

it('has a corpus of at least 150 of each', () => {
  expect(SECRETS.length + HELD_OUT_SECRETS.length).toBeGreaterThanOrEqual(150);
  expect(HARMLESS.length + HELD_OUT_HARMLESS.length).toBeGreaterThanOrEqual(150);
});
