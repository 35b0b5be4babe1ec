import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { InterruptedError, withInterrupts } from '../../../scripts/system/interrupts';

const exit = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
beforeEach(() => exit.mockClear());
afterAll(() => exit.mockRestore());

const press = (signal: NodeJS.Signals = 'SIGINT') => process.emit(signal, signal);

test.each([
  ['SIGINT', 130, 'Interrupted by Ctrl-C.'],
  ['SIGTERM', 143, 'Interrupted by SIGTERM.'],
  ['SIGHUP', 129, 'Interrupted by SIGHUP.'],
] as const)('%s ends the work in order, with exit code %i', async (signal, exitCode, message) => {
  const work = withInterrupts((aborted) => {
    press(signal);
    return Promise.reject(aborted.reason as Error);
  });
  await expect(work).rejects.toThrow(new InterruptedError(signal));
  await expect(work).rejects.toMatchObject({ exitCode, message });
  expect(exit).not.toHaveBeenCalled();
});

test('the same key press that comes twice, as under npm, counts once', async () => {
  await withInterrupts(() => {
    press();
    press();
    return Promise.resolve();
  });
  expect(exit).not.toHaveBeenCalled();
});

test('a second key press ends the process at once', async () => {
  await withInterrupts(async (aborted) => {
    press();
    expect(aborted.aborted).toBe(true);
    await sleep(300);
    press();
  });
  expect(exit).toHaveBeenCalledWith(130);
});

test('work that ends by itself leaves no listener behind', async () => {
  const before = process.listenerCount('SIGINT');
  expect(await withInterrupts(() => Promise.resolve('done'))).toBe('done');
  expect(process.listenerCount('SIGINT')).toBe(before);
});

test('work may wait for the interrupt itself', async () => {
  const waited = withInterrupts(async (aborted) => {
    setTimeout(press, 10);
    await once(aborted, 'abort');
    return 'stopped as asked';
  });
  expect(await waited).toBe('stopped as asked');
});
