import { glyphs } from '../../../scripts/terminal/glyphs';

it.each<[NodeJS.ProcessEnv, string]>([
  [{ LANG: 'en_IE.UTF-8' }, '█'],
  [{ LANG: 'C.utf8' }, '█'],
  [{ LC_CTYPE: 'de_DE.UTF-8', LANG: 'C' }, '█'],
  [{ LC_ALL: 'C', LANG: 'en_IE.UTF-8' }, '#'],
  [{ LC_ALL: '', LANG: 'en_IE.UTF-8' }, '█'],
  [{ LANG: 'de_DE.ISO-8859-1' }, '#'],
  [{}, '#'],
])('with %j a bar is made of %s', (env, full) => {
  expect(glyphs(env).full).toBe(full);
});

it('are plain ASCII without UTF-8', () => {
  expect(Object.values(glyphs({})).flat().join('')).toMatch(/^[\x20-\x7e]+$/);
});
