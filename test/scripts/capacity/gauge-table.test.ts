import fc from '../../support/fast-check';
import { bar } from '../../../scripts/capacity/gauge-table';
import { glyphs } from '../../../scripts/terminal/terminal';

const unicode = glyphs({ LANG: 'en_IE.UTF-8' });
const ascii = glyphs({});

it.each([
  [0, '········┊·'],
  [0.01, '▏·······┊·'],
  [0.5, '█████···┊·'],
  [0.55, '█████▌··┊·'],
  [0.8, '████████┊·'],
  [0.9, '█████████·'],
  [1, '██████████'],
  [7, '██████████'],
])('%d of a bar of ten, limited to 0.8', (share, drawn) => {
  expect(bar({ share, limit: 0.8 }, 10, unicode)).toBe(drawn);
});

it('is plain ASCII where the terminal can show no more', () => {
  expect(bar({ share: 0.55, limit: 0.8 }, 10, ascii)).toBe('######..|.');
});

it('has no mark where all may be used', () => {
  expect(bar({ share: 0.5, limit: 1 }, 4, ascii)).toBe('##..');
});

it('is always as wide as asked for', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(unicode, ascii),
      (share, limit, width, drawnWith) => {
        expect(bar({ share, limit }, width, drawnWith)).toHaveLength(width);
      },
    ),
  );
});
