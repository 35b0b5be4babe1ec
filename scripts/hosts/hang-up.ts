import type { Client } from 'ssh2';

/** A server that runs takes the goodbye in less. */
const GOODBYE_MS = 200;

/** Ends a connection, also where the other side is frozen and would never end its half. */
export function hangUp(client: Client): void {
  client.end();
  const timer = setTimeout(() => client.destroy(), GOODBYE_MS);
  client.once('close', () => clearTimeout(timer));
}
