import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  zookeeperHosts,
  zookeeperPort,
  type Topology,
  type ZookeeperHost,
} from '../../cluster/topology';
import { retryFor } from '../../scripts/system/retry-for';

/** With this a member answers `dump` as well. */
export const EVERY_WORD = { '4lw.commands.whitelist': '*' } as const;

/**
 * The session that an entry belongs to, as the leader of the quorum tells it, which knows it first;
 * undefined where there is no entry. ZooKeeper's own shell says the same, and takes a JVM for each question.
 *
 * @param topology of a cluster whose members answer {@link EVERY_WORD}
 */
export async function sessionOwning(topology: Topology, path: string): Promise<string | undefined> {
  const ask = (member: ZookeeperHost, word: string) =>
    answerOf(member.address, zookeeperPort(member, topology.spec.security), word);
  return await retryFor({ durationMs: 600_000 }, async () => {
    const leader = await Promise.any(
      zookeeperHosts(topology).map(async (member) => {
        if (!/^Mode: leader$/m.test(await ask(member, 'srvr'))) throw new Error('follows');
        return member;
      }),
    );
    const [, owned = ''] = (await ask(leader, 'dump')).split('Sessions with Ephemerals');
    const sessions = owned.split(/^(?=0x)/m);
    const entry = `\t/${topology.spec.clusterName}${path}\n`;
    return /^0x[0-9a-f]+/.exec(sessions.find((each) => each.includes(entry)) ?? '')?.[0];
  });
}

/** A member that stands still takes the question and says nothing. */
async function answerOf(host: string, port: number, word: string): Promise<string> {
  const socket = connect({ host, port, timeout: 60_000 });
  socket.on('timeout', () => socket.destroy(new Error(`${word}: no answer`)));
  await once(socket, 'connect');
  socket.write(word);
  return await text(socket).finally(() => socket.destroy());
}
