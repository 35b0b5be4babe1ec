import { thisTerminal } from '../../../scripts/terminal/terminal';

it.each([
  ['a terminal is as wide as it says', { isTTY: true, columns: 97 }, 97],
  ['one that does not say it has 80 columns', { isTTY: true, columns: 0 }, 80],
  ['a file has no width', { isTTY: false, columns: 97 }, Infinity],
])('%s', (_, stream, width) => {
  expect(thisTerminal(stream).width).toBe(width);
});
