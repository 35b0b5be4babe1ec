import { namePath } from '../../../scripts/terminal/name-path';

it.each([
  ['plans/prod 1.json', 'plans/prod 1.json'],
  ['é/日本.json', 'é/日本.json'],
  ['', "''"],
  ['  ', "'  '"],
  ['a\u001b[31mb', 'a\\u{1b}[31mb'],
  ['a\nb', 'a\\u{a}b'],
  ['a\u202eb', 'a\\u{202e}b'],
])('names %j as %j', (path, named) => {
  expect(namePath(path)).toBe(named);
});
