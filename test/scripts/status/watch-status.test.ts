import { watchStatus } from '../../../scripts/status/watch-status';

/** A watch that is ended once this many looks were drawn. */
async function watched(draws: number, read: (look: number) => Promise<string>) {
  const [controller, drawn] = [new AbortController(), [] as string[]];
  let looks = 0;
  let resize: () => void = () => undefined;
  const onResize = jest.fn((redraw: () => void) => {
    resize = redraw;
    return () => (resize = () => undefined);
  });
  const last = await watchStatus({
    read: () => read(++looks),
    render: (status) => `is ${status}`,
    screen: {
      draw: (text) => {
        drawn.push(text);
        if (drawn.length === draws) controller.abort(new Error('Ctrl-C'));
      },
    },
    ...{ pauseMs: 1, signal: controller.signal, onResize },
  });
  return { drawn, last, looks, resize: () => resize() };
}

it('draws each look until it is ended, and gives the last one', async () => {
  const { drawn, last, looks } = await watched(3, (look) => Promise.resolve(`look ${look}`));
  expect({ drawn, last, looks }).toEqual({
    drawn: ['is look 1', 'is look 2', 'is look 3'],
    ...{ last: 'look 3', looks: 3 },
  });
});

it('draws nothing any more once it has ended, however the terminal changes', async () => {
  const { drawn, resize } = await watched(1, () => Promise.resolve('well'));
  resize();
  expect(drawn).toHaveLength(1);
});

it('ends with what a look could not find out', async () => {
  const failing = watched(9, (look) =>
    look < 2 ? Promise.resolve('well') : Promise.reject(new Error('no way')),
  );
  await expect(failing).rejects.toThrow('no way');
});
