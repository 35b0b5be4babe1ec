import { readFileSync } from 'node:fs';
import type { Topology } from '../../cluster/topology';
import { convergeTopics } from '../../scripts/topics/converge-topics';
import { TOPIC_REQUESTS } from './topic-requests';

/** By then the request has left this process, and nobody has heard the answer. */
const SENT_MS = 2;

/**
 * `convergeTopics`, as a process of its own: `killed-topics.ts TOPOLOGY STEP`. It kills itself as soon as it has
 * sent the first request of this step.
 */
async function main([topologyFile, name]: readonly string[]): Promise<void> {
  const api = TOPIC_REQUESTS[name as keyof typeof TOPIC_REQUESTS] as unknown as {
    async: (...args: readonly unknown[]) => Promise<unknown>;
  };
  const { async: send } = api;
  Object.assign(api, {
    async: (...args: readonly unknown[]) => {
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), SENT_MS);
      return send(...args);
    },
  });
  const topology = JSON.parse(readFileSync(topologyFile!, 'utf8')) as Topology;
  await convergeTopics({ topology, signal: new AbortController().signal, say: () => undefined });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
