import { setTimeout as sleep } from 'node:timers/promises';
import { ConcurrencyLimit } from '../../../scripts/hosts/concurrency-limit';

it('lets no more in at once than it was told, and all of them in the end, in their order', async () => {
  const limit = new ConcurrencyLimit(2);
  const started: number[] = [];
  let inside = 0;
  let most = 0;
  await Promise.all(
    [1, 2, 3, 4, 5].map((task) =>
      limit.run(async () => {
        started.push(task);
        inside += 1;
        most = Math.max(most, inside);
        await sleep(1);
        inside -= 1;
      }),
    ),
  );
  expect(started).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

it('lets the next in also where one failed, and says so to who asked', async () => {
  const limit = new ConcurrencyLimit(1);
  const failing = limit.run(() => Promise.reject(new Error('broke')));
  await expect(failing).rejects.toThrow('broke');
  expect(await limit.run(() => Promise.resolve('next'))).toBe('next');
});

it('lets one less in for each that was one too many, and says whether others are inside', async () => {
  const limit = new ConcurrencyLimit(4);
  let inside = 0;
  let refused = 0;
  const task = async () => {
    inside += 1;
    await sleep(1);
    const isTooMany = inside > 2 && limit.lower();
    if (isTooMany) refused += 1;
    else await sleep(5);
    inside -= 1;
  };
  const four = () => Promise.all([1, 2, 3, 4].map(() => limit.run(task)));
  await four();
  expect(refused).toBe(2);
  await four();
  expect(refused).toBe(2);
  expect(await limit.run(() => Promise.resolve(limit.lower()))).toBe(false);
});
