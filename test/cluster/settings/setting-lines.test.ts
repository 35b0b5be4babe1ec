import {
  inParagraphs,
  settingText,
  withSettingsOfSpec,
} from '../../../cluster/settings/setting-lines';

const line = (key: string, value: string, comment = '') => ({ key, value, comment });
const SECTIONS = [{ title: 'Own', lines: [line('a', '1', 'Why a.'), line('b', '2')] }];

it.each([
  ['text', 'text'],
  [3, '3'],
  [0.5, '0.5'],
  [false, 'false'],
  [['a', 'b'], 'a,b'],
  [[], ''],
])('%j is written as %j', (value, text) => {
  expect(settingText(value)).toBe(text);
});

it('without settings of the spec, nothing changes', () => {
  expect(withSettingsOfSpec(SECTIONS, {})).toEqual(SECTIONS);
});

it('a setting of the spec takes the place of ours, where it stands, and says so', () => {
  expect(withSettingsOfSpec(SECTIONS, { a: 9 })).toEqual([
    { title: 'Own', lines: [line('a', '9', 'Set in the spec.'), line('b', '2')] },
  ]);
});

it('a setting that we have not comes last, in a section of its own', () => {
  expect(withSettingsOfSpec(SECTIONS, { c: ['x', 'y'] })).toEqual([
    ...SECTIONS,
    { title: 'Further settings of the spec', lines: [line('c', 'x,y')] },
  ]);
});

it('a comment stands with its own setting, and settings without one stand together', () => {
  const lines = [line('a', ''), line('b', ''), line('c', '', 'Why.'), line('d', ''), line('e', '')];
  const blanks = inParagraphs({ title: '', lines }).lines.map(({ blankBefore }) => blankBefore);
  expect(blanks).toEqual([true, false, true, true, false]);
});
