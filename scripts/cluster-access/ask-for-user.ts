import { UserError } from '../../cluster/errors';
import { AccessError } from './access-error';
import type { Brokers } from './ask-brokers';
import { withBrokers, type BrokersWay } from './with-brokers';

/**
 * Asks the brokers of a cluster for a command: what they refuse is an answer to the user, not a bug.
 *
 * @throws UserError where Kafka gives no answer, or refuses something
 */
export async function askForUser<T>(
  way: BrokersWay,
  work: (brokers: Brokers) => Promise<T>,
): Promise<T> {
  return await withBrokers(way, work).catch((error: unknown) => {
    if (error instanceof AccessError) throw new UserError(error.message, { cause: error });
    throw error;
  });
}
