import { glyphs, thisTerminal } from '../../../scripts/terminal/terminal';

it.each([
  ['a terminal is as wide as it says', { isTTY: true, columns: 97 }, 97],
  ['one that does not say it has 80 columns', { isTTY: true, columns: 0 }, 80],
  ['a file has no width', { isTTY: false, columns: 97 }, Infinity],
])('%s', (_, stream, width) => {
  expect(thisTerminal(stream).width).toBe(width);
});

describe('glyphs', () => {
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
});
