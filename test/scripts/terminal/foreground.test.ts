import { isOthers } from '../../../scripts/terminal/foreground';

/** As /proc has it: id, name, state, parent, process group, session, terminal, its foreground group. */
const stat = (group: number, foreground: number, name = 'node') =>
  `4711 (${name}) S 1 ${group} 4000 34816 ${foreground} 4194304 0`;

it('says whose the terminal is', () => {
  expect(isOthers(stat(4711, 4711))).toBe(false);
  expect(isOthers(stat(4711, 4000))).toBe(true);
});

it('is not misled by the name of a program', () => {
  expect(isOthers(stat(4711, 4000, 'a) S 1 4000 4000'))).toBe(true);
});

it('takes a process without a terminal of its own for no background job', () => {
  expect(isOthers(stat(4711, -1))).toBe(false);
});
