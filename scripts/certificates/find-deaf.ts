import { metadataV12 } from '@platformatic/kafka';
import { memberIdentities, type MemberIdentity } from '../../cluster/identities/member-identities';
import type { ProcessName } from '../../cluster/processes/processes';
import type { BrokerHost, Topology, ZookeeperHost } from '../../cluster/topology';
import { AccessError } from '../cluster-access/access-error';
import type { Reach } from '../cluster-access/reach';
import { withBrokers } from '../cluster-access/with-brokers';
import { openZookeeper } from '../cluster-access/zookeeper-access';
import { retryFor } from '../system/retry-for';

interface Asked {
  readonly topology: Topology;
  /** With what is to be believed. */
  readonly reach: Reach;
  readonly signal: AbortSignal;
}

/** How a kind of process is asked something that it answers to members alone. */
const ASK: Readonly<
  Record<ProcessName, (asked: Asked, member: MemberIdentity) => Promise<unknown>>
> = {
  kafka: (asked, { host }) =>
    withBrokers(asked, ({ kafka }) => kafka.broker(host as BrokerHost).ask(metadataV12.api, [])),
  zookeeper: ({ topology, reach, signal }, { host }) =>
    openZookeeper({ reach, security: topology.spec.security, signal }).command(
      host as ZookeeperHost,
      'ruok',
    ),
};

/** What was told to read its files a moment ago may be about to. */
const HEARS_WITHIN_MS = 5_000;

/**
 * The members that do not believe what they are shown, whatever lies in their files: what a process trusts
 * is found out by asking it, and by nothing else.
 */
export async function findDeaf(asked: Asked): Promise<readonly MemberIdentity[]> {
  const heard = memberIdentities(asked.topology).map(async (member) => {
    const ask = ASK[member.process.name];
    try {
      await retryFor({ durationMs: HEARS_WITHIN_MS, signal: asked.signal }, () =>
        ask(asked, member),
      );
      return [];
    } catch (error) {
      asked.signal.throwIfAborted();
      if (error instanceof AccessError) return [member];
      throw error;
    }
  });
  return (await Promise.all(heard)).flat();
}
