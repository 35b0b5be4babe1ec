import type { Brokers } from '../cluster-access/ask-brokers';

/** Answers come as large as a partition allows, over any line. */
const REQUEST_MS = 30_000;

/** Reads by connections of its own, which hold up nobody else's requests, and closes them. */
export async function readApart<T>(
  brokers: Brokers,
  work: (brokers: Brokers) => Promise<T>,
): Promise<T> {
  const kafka = brokers.kafka.apart({ requestTimeoutMs: REQUEST_MS });
  try {
    return await work({ ...brokers, kafka });
  } finally {
    await kafka.close();
  }
}
