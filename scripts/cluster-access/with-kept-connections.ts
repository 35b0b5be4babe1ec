import { ConnectionPool } from './connection-pool';
import { reachBy, type Reach } from './reach';

/**
 * Keeps connections to brokers for as long as the work lasts: who opens access by the way that it is given, and
 * closes it again, leaves them to the next one. Where they are kept already, they are kept on.
 *
 * Not for a look that decides whether a host may be stopped: to let in whoever comes is what it is to show.
 */
export async function withKeptConnections<T>(
  reach: Reach,
  work: (reach: Reach) => Promise<T>,
): Promise<T> {
  if (reach.kept) return await work(reach);
  const pool = new ConnectionPool();
  return await work(reachBy(pool, reach)).finally(() => pool.close());
}
