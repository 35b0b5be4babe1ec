import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../../cluster/errors';

export interface ServeMetricsOptions {
  /** At this machine's loopback address; 0 is any that is free. */
  readonly port: number;
  /** One look, as Prometheus reads it. An error is told to who asked. */
  readonly read: () => Promise<string>;
  /** Told once it can be asked. */
  readonly onReady: (url: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

const LOOPBACK = '127.0.0.1';
/** By then what it shows to brokers may have been replaced, or the way to them be gone for good. */
const FAILURES_AT_MOST = 10;

/**
 * Answers who asks for metrics on this machine, until the signal ends it. All who ask during a look share it.
 *
 * @throws UserError where the port is taken, or so many looks in a row have failed that a new start is due
 */
export async function serveMetrics(options: ServeMetricsOptions): Promise<void> {
  const { port, read, onReady, signal } = options;
  let look: Promise<string> | undefined;
  let failures = 0;
  const over = new AbortController();
  const looked = async () => {
    try {
      const text = await (look ??= read().finally(() => (look = undefined)));
      failures = 0;
      return text;
    } catch (error) {
      failures += 1;
      if (failures >= FAILURES_AT_MOST) over.abort(error);
      throw error;
    }
  };
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return answer(response, 404, 'Ask for /metrics.\n');
    looked().then(
      (text) => answer(response, 200, text),
      (error: unknown) => answer(response, 503, `${messageOf(error)}\n`),
    );
  });
  try {
    await once(server.listen(port, LOOPBACK), 'listening');
  } catch (error) {
    throw new UserError(
      `--port: must be free on this machine, got ${port}: ${messageOf(error)}. Choose another.`,
    );
  }
  onReady(`http://${LOOPBACK}:${(server.address() as AddressInfo).port}/metrics`);
  const end = AbortSignal.any([signal, over.signal]);
  if (!end.aborted) await once(end, 'abort');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  if (over.signal.aborted) {
    throw new UserError(
      `${FAILURES_AT_MOST} looks in a row have failed; the last: ${messageOf(over.signal.reason)} ` +
        'Start it anew.',
    );
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
  response.end(text);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
