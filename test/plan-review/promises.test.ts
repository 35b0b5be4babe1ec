import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { PROMISES } from './promises';
import { promisesPage, ratesTable } from './promises/page';
import { judge, verdictOf } from './promises/review';

const ALL = Object.entries(PROMISES).flatMap(([area, promises]) =>
  promises.map((promised) => ({ name: `${area}: ${promised[0]}`, promised })),
);

function inDocs(page: string): string {
  return join(packageFolder(), 'docs', page);
}

describe('the promises of the plan review', () => {
  const judged = ALL.map(({ name, promised }) => ({
    name,
    expected: verdictOf(promised),
    ...judge(promised),
  }));

  it('are kept', () => {
    const wrong = Object.fromEntries(
      judged
        .filter(({ problems }) => problems.length > 0)
        .map(({ name, problems }) => [name, problems] as const),
    );
    expect(wrong).toEqual({});
  });

  it('stand in docs/plan-review-promises.md', () => {
    const page = inDocs('plan-review-promises.md');
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(page, promisesPage());
    expect(readFileSync(page, 'utf8')).toBe(promisesPage());
  });

  it('are counted in docs/plan-review.md as they are kept', () => {
    const page = inDocs('plan-review.md');
    const table = ratesTable(judged);
    if (process.env.UPDATE_GOLDEN === '1') {
      const text = readFileSync(page, 'utf8').replace(/^\| an engineer says [^]*?(?=\n\n)/m, table);
      writeFileSync(page, text);
    }
    expect(readFileSync(page, 'utf8')).toContain(`\n${table}\n`);
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
    const same = judged.filter(({ expected }) => expected === verdict);
    expect(same.length).toBeGreaterThanOrEqual(atLeast);
  });
});
