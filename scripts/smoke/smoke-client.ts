import type { Grant } from '../../cluster/clients/resolve-clients';
import type { Problem } from '../../cluster/errors';
import { SMOKE_TOPIC_PREFIX } from '../../cluster/topics/topic-names';
import { makeClient, removeClients, untilKnown } from '../clients/short-lived-client';
import { AccessError } from '../cluster-access/access-error';
import { withBrokers } from '../cluster-access/with-brokers';
import { isLeftoverSmokeTopic, newSmokeTopicName } from '../health/smoke-topic-name';
import { afterwards } from './afterwards';
import type { SmokeContext } from './smoke-context';

const ofSmoke = { name: SMOKE_TOPIC_PREFIX, match: 'beginning' } as const;

/** What the checks do where clients come in. */
const GRANTS: readonly Grant[] = [
  { resource: 'topic', operation: 'write', ...ofSmoke },
  { resource: 'topic', operation: 'read', ...ofSmoke },
  { resource: 'group', operation: 'read', ...ofSmoke },
  { resource: 'group', operation: 'delete', ...ofSmoke },
];

const REMOVAL_LIMIT_MS = 15_000;

/** Who the checks of one run are where clients come in. */
export interface SmokeClient {
  readonly context: SmokeContext;
  /** @returns what could not be removed */
  readonly remove: () => Promise<readonly Problem[]>;
}

/**
 * A client that is made for one run of the checks, in a secured cluster: they prove that clients can log
 * in and do what they are granted, and no password has to be kept for them.
 */
export async function openSmokeClient(
  context: SmokeContext,
  signal: AbortSignal,
): Promise<SmokeClient> {
  if (context.topology.spec.security.kind === 'plaintext') {
    return { context, remove: () => Promise.resolve([]) };
  }
  const name = newSmokeTopicName(new Date());
  const remove = () => removeClient(afterwards(context, signal), name);
  try {
    const login = await withBrokers({ ...context, signal }, (brokers) =>
      makeClient(brokers, name, GRANTS),
    );
    return { context: { ...context, reach: await untilKnown(context, login, signal) }, remove };
  } catch (error) {
    if (signal.aborted) await remove();
    signal.throwIfAborted();
    if (!(error instanceof AccessError)) throw error;
    // The checks tell what is wrong: brokers that do not answer, above all.
    return { context, remove };
  }
}

async function removeClient(context: SmokeContext, name: string): Promise<readonly Problem[]> {
  const now = new Date();
  const signal = AbortSignal.timeout(REMOVAL_LIMIT_MS);
  try {
    await withBrokers({ ...context, signal }, (brokers) =>
      removeClients(brokers, (user) => user === name || isLeftoverSmokeTopic(user, now)),
    );
    return [];
  } catch (error) {
    const value = error instanceof AccessError ? error.problem.value : (error as Error).message;
    const remedy = 'Nothing to do: the first run that can removes it, an hour from now or later';
    return [{ path: `The user ${name} of the checks`, rule: 'be removed', value, remedy }];
  }
}
