import {
  alterPartitionReassignmentsV0,
  createPartitionsV3,
  createTopicsV7,
  deleteRecordsV2,
  deleteTopicsV6,
  listPartitionReassignmentsV0,
  produceV11,
  type API,
} from '@platformatic/kafka';
import { electPreferredLeadersV2 } from './elect-leaders';

/** For requests that a broker answers at once. */
const SOON_MS = 10_000;
/** The way there and back. */
const WAY_MS = 1_000;

/** Requests that say themselves how long the broker may take, by the place where they say it. */
const SAID_AT: ReadonlyMap<number, number> = new Map([
  [alterPartitionReassignmentsV0.api.key, 0],
  [createPartitionsV3.api.key, 1],
  [createTopicsV7.api.key, 1],
  [deleteRecordsV2.api.key, 1],
  [deleteTopicsV6.api.key, 1],
  [electPreferredLeadersV2.key, 1],
  [listPartitionReassignmentsV0.api.key, 0],
  [produceV11.api.key, 1],
]);

/**
 * How long an answer is waited for: never less than the request gives the broker, since it goes on with what
 * nobody waits for any more.
 */
export function answerLimitMs<Request extends unknown[], Answer>(
  { key }: Pick<API<Request, Answer>, 'key'>,
  request: Readonly<Request>,
): number {
  const place = SAID_AT.get(key);
  const given = place === undefined ? undefined : request[place];
  return typeof given === 'number' ? Math.max(SOON_MS, given + WAY_MS) : SOON_MS;
}
