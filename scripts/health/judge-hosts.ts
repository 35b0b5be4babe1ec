import type { Problem } from '../../cluster/errors';
import { HostError } from '../hosts/host-error';
import type { HostShells } from '../hosts/host-shell';
import type { JudgedCluster } from './cluster/judged-cluster';
import { keptBy } from './host/disk-outlook';
import { readHostHealth } from './host/host-state';
import { judgeHost } from './host/judge-host';

/**
 * What is wrong with hosts by themselves, which no port tells: units that start again and again, disks that
 * fill, a host that is not ready. Each is asked once; one that is not reached says why.
 */
export async function judgeHosts(
  shells: HostShells,
  { topology, state, apartFrom, notYet = [] }: JudgedCluster<'topicSettings'>,
): Promise<readonly Problem[]> {
  const keptOf = keptBy(topology, state.topicSettings);
  const asked = topology.hosts.filter(({ name }) => name !== apartFrom && !notYet.includes(name));
  const found = await Promise.all(
    asked.map(async (host) => {
      try {
        const survey = await readHostHealth(shells.of(host.name), topology, host);
        return judgeHost({ name: host.name, survey, keptOf });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        return [error.problem];
      }
    }),
  );
  return found.flat();
}
