import { setTimeout as sleep } from 'node:timers/promises';
import { Turnstile } from '../../../scripts/hosts/turnstile';

it('lets no more in at once than it was told, and all of them in the end, in their order', async () => {
  const turnstile = new Turnstile(2);
  const started: number[] = [];
  let inside = 0;
  let most = 0;
  await Promise.all(
    [1, 2, 3, 4, 5].map((task) =>
      turnstile.pass(async () => {
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
  const turnstile = new Turnstile(1);
  const failing = turnstile.pass(() => Promise.reject(new Error('broke')));
  await expect(failing).rejects.toThrow('broke');
  expect(await turnstile.pass(() => Promise.resolve('next'))).toBe('next');
});
