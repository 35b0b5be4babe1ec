import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { serveMetrics } from '../../../scripts/metrics/serve-metrics';

/** Serves until the test is over. */
async function serving(read: () => Promise<string>) {
  const end = new AbortController();
  let ready!: (url: string) => void;
  const url = new Promise<string>((resolve) => (ready = resolve));
  const served = serveMetrics({ port: 0, read, onReady: ready, signal: end.signal });
  served.catch(() => undefined);
  return { url: await url, served, end };
}

async function ask(url: string) {
  const response = await fetch(url);
  return { status: response.status, text: await response.text() };
}

it('asks the cluster at each scrape, and once for all who ask meanwhile', async () => {
  let looks = 0;
  let go!: () => void;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const { url, served, end } = await serving(async () => {
    looks += 1;
    await gate;
    return `looks ${looks}\n`;
  });
  const first = [ask(url), ask(url)];
  const other = await ask(url.replace('/metrics', '/'));
  go();
  expect(other.status).toBe(404);
  expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
  const { text } = await ask(url);
  expect(text).toBe(`looks ${looks}\n`);
  end.abort();
  await served;
  await expect(fetch(url)).rejects.toThrow();
});

it('says why it has nothing, and ends once ten looks in a row have failed', async () => {
  let fails = true;
  const { url, served } = await serving(() =>
    fails ? Promise.reject(new Error('nobody answers')) : Promise.resolve('well\n'),
  );
  const answers = async (count: number) => {
    for (let each = 0; each < count; each += 1) {
      expect(await ask(url)).toEqual({ status: 503, text: 'nobody answers\n' });
    }
  };
  await answers(9);
  fails = false;
  expect(await ask(url)).toEqual({ status: 200, text: 'well\n' });
  fails = true;
  await answers(9);
  await ask(url).catch(() => undefined);
  await expect(served).rejects.toThrow(
    '10 looks in a row have failed; the last: nobody answers Start it anew.',
  );
});

it('refuses a port that is taken', async () => {
  const other = createServer();
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(
    serveMetrics({
      ...{ port, read: () => Promise.resolve(''), onReady: () => undefined },
      signal: new AbortController().signal,
    }),
  ).rejects.toThrow(`--port: must be free on this machine, got ${port}: `);
  other.close();
});
