import { watchStatus } from '../../../scripts/status/watch-status';

/** A watch that is ended once this many looks were drawn. */
async function watched(draws: number, read: (look: number, resume: () => void) => Promise<string>) {
  const [controller, drawn] = [new AbortController(), [] as string[]];
  let looks = 0;
  let resume: () => void = () => undefined;
  let resize: () => void = () => undefined;
  const onResize = jest.fn((redraw: () => void) => {
    resize = redraw;
    return () => (resize = () => undefined);
  });
  const last = await watchStatus({
    read: () => read(++looks, () => resume()),
    render: (status) => `is ${status}`,
    screen: {
      draw: (text) => {
        drawn.push(text);
        if (drawn.length === draws) controller.abort(new Error('Ctrl-C'));
      },
    },
    ...{ pauseMs: 1, signal: controller.signal, onResize },
    onResume: (resumed) => {
      resume = resumed;
      return () => (resume = () => undefined);
    },
  });
  return { drawn, last, looks, resize: () => resize(), resume: () => resume() };
}

it('draws each look until it is ended, and gives the last one', async () => {
  const { drawn, last, looks } = await watched(3, (look) => Promise.resolve(`look ${look}`));
  expect({ drawn, last, looks }).toEqual({
    drawn: ['is look 1', 'is look 2', 'is look 3'],
    ...{ last: 'look 3', looks: 3 },
  });
});

it('draws nothing any more once it has ended, however the terminal changes', async () => {
  const { drawn, resize, resume } = await watched(1, () => Promise.resolve('well'));
  resize();
  resume();
  expect(drawn).toHaveLength(1);
});

it('ends with what a look could not find out', async () => {
  const failing = watched(9, (look) =>
    look < 2 ? Promise.resolve('well') : Promise.reject(new Error('no way')),
  );
  await expect(failing).rejects.toThrow('no way');
});

it('draws the last look anew when it goes on, and looks again in place of one that stood still meanwhile', async () => {
  const { drawn } = await watched(3, (look, resume) => {
    if (look === 1) return Promise.resolve('well');
    if (look === 2) resume();
    return look === 2 ? Promise.reject(new Error('no answer')) : Promise.resolve(`look ${look}`);
  });
  expect(drawn).toEqual(['is well', 'is well', 'is look 3']);
});
