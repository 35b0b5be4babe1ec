import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROMISES } from './promises';
import { broken, verdictOf } from './promises/review';

const ALL = Object.entries(PROMISES).flatMap(([area, promises]) =>
  promises.map((promised) => ({ name: `${area}: ${promised[0]}`, promised })),
);

/** Promises that are not kept yet, and how. UPDATE_PROMISES=1 writes it anew. */
const NOT_YET = join(__dirname, 'promises', 'not-yet.json');

describe('the promises of the plan review', () => {
  it('are kept', () => {
    const wrong = Object.fromEntries(
      ALL.map(({ name, promised }) => [name, broken(promised)] as const)
        .filter(([, problems]) => problems.length > 0)
        .map(([name, problems]) => [name, problems.join('; ')] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    if (process.env.UPDATE_PROMISES === '1') {
      writeFileSync(NOT_YET, `${JSON.stringify(wrong, null, 2)}\n`);
    }
    expect(wrong).toEqual(JSON.parse(readFileSync(NOT_YET, 'utf8')));
  });

  it('are each made once', () => {
    const names = ALL.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each([
    ['safe', 60],
    ['care', 60],
    ['danger', 100],
  ])('are many of %s', (verdict, atLeast) => {
    const same = ALL.filter(({ promised }) => verdictOf(promised) === verdict);
    expect(same.length).toBeGreaterThanOrEqual(atLeast);
  });
});
