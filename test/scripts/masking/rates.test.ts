import { HARMLESS, HELD_OUT_HARMLESS } from '../../support/secret-corpus/harmless';
import { HELD_OUT_SECRETS, SECRETS } from '../../support/secret-corpus/secrets';
import { rateOfHarmless, rateOfSecrets } from '../../support/secret-corpus/masking-rates';

it('x', () => {
  for (const [name, r] of Object.entries({
    s: rateOfSecrets(SECRETS),
    h: rateOfHarmless(HARMLESS),
    S: rateOfSecrets(HELD_OUT_SECRETS),
    H: rateOfHarmless(HELD_OUT_HARMLESS),
  })) {
    process.stdout.write(`${name} ${r.right}/${r.of}\n`);
    if (name === 's' || name === 'h' || process.env.ALL)
      process.stdout.write(r.wrong.map((w) => `   ${JSON.stringify(w)}\n`).join(''));
  }
});
