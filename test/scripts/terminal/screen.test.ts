import { Screen } from '../../../scripts/terminal/screen';

const [ENTER, LEAVE] = ['\u001b[?1049h\u001b[?25l', '\u001b[?25h\u001b[?1049l'];

/** A terminal of so many columns and rows, and what was written to it. */
function terminal(columns: number, rows: number) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  const others = { has: false };
  const screen = new Screen({ columns, rows, write }, () => others.has);
  return { written, screen, others };
}

it('draws each text over the one before, and gives back the terminal as it was', () => {
  const { written, screen } = terminal(20, 5);
  screen.draw('one\ntwo');
  screen.draw('three');
  screen.leave();
  expect(written).toEqual([
    ...[ENTER, '\u001b[Hone\u001b[K\r\ntwo\u001b[K\u001b[J'],
    ...['\u001b[Hthree\u001b[K\u001b[J', LEAVE],
  ]);
});

it('gives it back for a while, and takes it again when it draws', () => {
  const { written, screen } = terminal(20, 5);
  screen.draw('one');
  screen.pause();
  screen.draw('two');
  screen.leave();
  const [one, two] = ['one', 'two'].map((text) => `\u001b[H${text}\u001b[K\u001b[J`);
  expect(written).toEqual([ENTER, one, LEAVE, ENTER, two, LEAVE]);
});

it('writes nothing to a terminal that another job has', () => {
  const { written, screen, others } = terminal(20, 5);
  others.has = true;
  screen.draw('one');
  screen.leave();
  expect(written).toEqual([]);
});

it('counts lines for which there is no room, also where a long one takes several rows', () => {
  const { written, screen } = terminal(50, 4);
  screen.draw(['x'.repeat(90), 'second', 'third', 'fourth'].join('\n'));
  expect(written[1]).toContain('second');
  expect(written[1]).not.toContain('third');
  expect(written[1]).toContain('… 2 more lines');
  expect(written[1]?.split('\r\n')).toHaveLength(3);
});

it('draws a text whole that just fits', () => {
  const { written, screen } = terminal(50, 3);
  screen.draw('1\n2\n3');
  expect(written[1]).toContain('3\u001b[K\u001b[J');
  expect(written[1]).not.toContain('more');
});

it('gives the terminal back by itself where the process ends before, and then once', () => {
  const before = process.listeners('exit');
  const { written, screen } = terminal(20, 5);
  screen.draw('one');
  const added = process.listeners('exit').filter((each) => !before.includes(each));
  expect(added).toHaveLength(1);
  (added[0] as () => void)();
  expect(written.at(-1)).toBe(LEAVE);
  expect(process.listeners('exit')).toEqual(before);
  terminal(20, 5).screen.leave();
  expect(process.listeners('exit')).toEqual(before);
});
