import { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../cluster/package-folder';
import { addPlanReviewCommand } from '../scripts/commands/plan-review';
import { RULES } from '../scripts/plan-review/rules';
import schema from '../scripts/plan-review/output/review.schema.json';
import Ajv from 'ajv';

const page = readFileSync(join(packageFolder(), 'docs', 'plan-review.md'), 'utf8');

/** The cells of the table that begins with this header. */
function rowsOf(firstHeader: string): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => new RegExp(`^\\| ${firstHeader} +\\|`).test(line));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start + 2, start + length).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

it('the table of rules is the registry', () => {
  expect(rowsOf('rule')).toEqual(RULES.map(({ id, title }) => [`\`${id}\``, title]));
});

it('the table of options has those of the command', () => {
  const program = new Command();
  addPlanReviewCommand(program);
  const shown = program.commands[0]!.options.filter(({ hidden }) => !hidden);
  const options = shown.map(({ long }) => long);
  const described = rowsOf('option').map(([cell]) => /--[\w-]+/.exec(cell!)?.[0]);
  expect([...described].sort()).toEqual([...options].sort());
});

it('the review that it shows is one of the schema', () => {
  const [, example] = /```json\n([^]*?)\n```/.exec(page)!;
  const validate = new Ajv({ strictTypes: false }).compile(schema);
  expect([validate(JSON.parse(example!)), validate.errors]).toEqual([true, null]);
});

it('every page that it links is there', () => {
  const links = [...page.matchAll(/\]\(([^)#:]+)[^)]*\)/g)].map(([, path]) => path!);
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((path) => !existsSync(join(packageFolder(), 'docs', path)))).toEqual([]);
});
