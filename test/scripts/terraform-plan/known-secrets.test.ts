import fc from '../../support/fast-check';
import { findMarkedSecrets } from '../../../scripts/terraform-plan/known-secrets';
import { planJson } from '../../support/plan-builder';

const finderOf = (secrets: readonly string[]) =>
  findMarkedSecrets(
    planJson([{ address: 'aws_a.b', after: { secrets }, afterSensitive: { secrets: true } }]),
  );

it('finds both of two secrets of which one begins inside of the other', () => {
  expect(finderOf(['Hunter2-of-them', '-of-them-all!'])?.('x Hunter2-of-them-all! x')).toEqual([
    { start: 2, end: 17 },
    { start: 9, end: 22 },
  ]);
});

it('finds each of thousands, wherever it stands', () => {
  const secrets = Array.from({ length: 3_000 }, (_, index) => `Secret-${index}-of-3000`);
  const find = finderOf(secrets)!;
  const text = secrets.join(' ');
  expect(find(text).map(({ start, end }) => text.slice(start, end))).toEqual(secrets);
});

it('finds what stands in a text', () => {
  const piece = fc.constantFrom('Ab1-', 'Ab1-Ab1-', 'Cd2!', 'é', '\uD83D\uDE00', ' ');
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), text, (secrets, searched) => {
      const found = finderOf(secrets)?.(searched) ?? [];
      for (const secret of secrets.filter((each) => /[A-Z]/.test(each) && each.length >= 8)) {
        const places = [...Array(searched.length).keys()].filter((at) =>
          searched.startsWith(secret, at),
        );
        expect(
          found
            .filter(({ start, end }) => searched.slice(start, end) === secret)
            .map(({ start }) => start),
        ).toEqual(places);
      }
    }),
  );
});
