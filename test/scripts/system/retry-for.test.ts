import { retryFor } from '../../../scripts/system/retry-for';

test('gives the first success', async () => {
  let tries = 0;
  const third = () => (++tries < 3 ? Promise.reject(new Error('no')) : Promise.resolve(tries));
  await expect(retryFor({ durationMs: 60_000 }, third)).resolves.toBe(3);
});

test('with no time to lose it tries once, and raises the last error', async () => {
  let tries = 0;
  const never = () => Promise.reject(new Error(`no ${++tries}`));
  await expect(retryFor({ durationMs: 0 }, never)).rejects.toThrow('no 1');
});

test('an abort ends it at once', async () => {
  const controller = new AbortController();
  const never = () => {
    controller.abort();
    return Promise.reject(new Error('no'));
  };
  const options = { durationMs: 60_000, signal: controller.signal };
  await expect(retryFor(options, never)).rejects.toThrow('no');
});

test('an abort between two tries raises its own reason', async () => {
  const controller = new AbortController();
  const never = () => {
    setTimeout(() => controller.abort(new Error('interrupted')), 5);
    return Promise.reject(new Error('no'));
  };
  const options = { durationMs: 60_000, signal: controller.signal };
  await expect(retryFor(options, never)).rejects.toThrow('interrupted');
});
