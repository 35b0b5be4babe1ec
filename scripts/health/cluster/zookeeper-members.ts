import { zookeeperHosts, type Topology } from '../../../cluster/topology';
import { collectAnswers } from '../../cluster-access/collect-answers';
import type { ZookeeperAccess } from '../../cluster-access/zookeeper-access';
import { SilenceReasons } from './silence-reasons';

/** What a ZooKeeper member says about itself. */
export interface ZookeeperMemberState {
  /** `myid`, as it runs; undefined while it does not serve. */
  readonly id: number | undefined;
  /** The ids of the voters that it knows, sorted. */
  readonly voters: readonly number[];
  /** `leader`, `follower` or `observer`; or `not serving`, while it looks for a quorum. */
  readonly role: string;
  /** Of the leader: followers that have everything it has. */
  readonly syncedFollowers: number | undefined;
}

/** Asks every ZooKeeper member; who gives no answer is missing, and the reason is beside. */
export async function readMembers(
  topology: Topology,
  zookeeper: ZookeeperAccess,
): Promise<{
  readonly members: ReadonlyMap<string, ZookeeperMemberState>;
  /** Why the others gave none. */
  readonly silentMembers: ReadonlyMap<string, unknown>;
}> {
  const reasons = new SilenceReasons();
  const { answers } = await collectAnswers(
    zookeeperHosts(topology).map(async (host) => {
      const asked = Promise.all([zookeeper.command(host, 'conf'), zookeeper.command(host, 'mntr')]);
      const [conf, mntr] = await reasons.note(host.name, asked);
      return [host.name, parseZookeeperMember(conf, mntr)] as const;
    }),
  );
  return { members: new Map(answers), silentMembers: reasons.byHost };
}

/** Reads the answers to `conf` and `mntr`. */
export function parseZookeeperMember(conf: string, mntr: string): ZookeeperMemberState {
  const settings = parseLines(conf, '=');
  const metrics = parseLines(mntr, '\t');
  const voters = [...settings]
    .filter(([key, value]) => /^server\.\d+$/.test(key) && !value.includes(':observer'))
    .map(([key]) => Number(key.slice('server.'.length)));
  return {
    id: asNumber(settings.get('serverId')),
    voters: voters.sort((a, b) => a - b),
    role: metrics.get('zk_server_state') ?? 'not serving',
    syncedFollowers: asNumber(metrics.get('zk_synced_followers')),
  };
}

function parseLines(text: string, separator: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf(separator);
      return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
    }),
  );
}

function asNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
