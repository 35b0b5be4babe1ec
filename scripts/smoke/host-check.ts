import type { Problem } from '../../cluster/errors';
import type { Inventory } from '../../cluster/inventory/inventory';
import type { Host, Topology } from '../../cluster/topology';
import type { ClusterState } from '../health/cluster/cluster-state';
import { collectAnswers } from '../cluster-access/collect-answers';
import type { HostShell } from '../hosts/host-shell';
import { failOnProblems } from './check-failure';
import type { SmokeCheck } from './smoke-check';
import type { SmokeHosts } from './smoke-context';

/** What a look at one host brought. */
export interface HostFindings {
  readonly problems: readonly Problem[];
  /** The evidence, where there are no problems. */
  readonly seen: string;
}

/** The cluster that the host is of. */
export interface LookedAt {
  readonly topology: Topology;
  readonly inventory: Inventory;
  /** One look at its processes, shared by all. */
  readonly state: () => Promise<ClusterState>;
  readonly reasonsBehind: SmokeHosts['reasonsBehind'];
}

export interface HostCheckOptions extends Pick<SmokeCheck, 'id' | 'title'> {
  readonly look: (shell: HostShell, host: Host, cluster: LookedAt) => Promise<HostFindings>;
}

/** A check that looks at every host, each by itself. */
export function hostCheck({ id, title, look }: HostCheckOptions): SmokeCheck {
  return {
    id,
    title,
    needsHosts: true,
    run: async ({ topology, hosts, look: state }) => {
      if (!hosts) throw new Error(`${id} was run without access to the hosts`);
      const { answers, silent } = await collectAnswers(
        topology.hosts.map(async (host) => ({
          name: host.name,
          findings: await look(hosts.shells.of(host.name), host, {
            topology,
            inventory: hosts.inventory,
            state,
            reasonsBehind: hosts.reasonsBehind,
          }),
        })),
      );
      failOnProblems([...silent, ...answers.flatMap(({ findings }) => findings.problems)]);
      return summarize(answers.map(({ name, findings }) => ({ name, seen: findings.seen })));
    },
  };
}

function summarize(hosts: readonly { readonly name: string; readonly seen: string }[]): string {
  const different = [...new Set(hosts.map(({ seen }) => seen))];
  return different
    .map((text) => {
      const names = hosts.filter(({ seen }) => seen === text).map(({ name }) => name);
      return different.length === 1 ? `each host: ${text}` : `${names.join(', ')}: ${text}`;
    })
    .join('; ');
}
