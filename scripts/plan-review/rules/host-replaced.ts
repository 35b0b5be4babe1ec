import { joinSaid, say, type Sayable } from '../../masking/say';
import { RUN_PROGRAM } from '../../../cluster/program';
import { quotePath } from '../../terraform-plan/quote';
import { nameHosts } from '../facts/hosts/name-hosts';
import { distinct } from '../lists';
import type { HostFacts } from '../plan-facts';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** Hosts that are made anew; that too many go at once is another rule's affair. */
export const hostReplaced: Rule = {
  id: 'host-replaced',
  title: 'A host is made anew',
  isToldByHosts: true,
  judge: ({ clusters }) =>
    clusters.flatMap((cluster) => {
      const hosts = cluster.hosts.filter(
        ({ fate, instance }) => fate === 'replaced' && instance.change === 'replace',
      );
      return tell(hosts, {
        severity: 'care',
        what: say`Replaces ${nameHosts(hosts)}${causes(hosts)}.`,
        why: 'The machine and all on its system disk go; what is on volumes of their own comes along. Until the host is back and has caught up, its partitions have a replica less.',
        remedy: `Replace one host at a time, when the cluster is healthy; \`${RUN_PROGRAM} replace\` does so behind gates.`,
        hosts: hosts.map(({ address }) => address),
      });
    }),
};

function causes(hosts: readonly HostFacts[]): Sayable {
  const paths = hosts.flatMap(({ instance }) =>
    instance.replacePaths.map((path) => quotePath(instance, path)),
  );
  const has = (wanted: string) => hosts.some(({ instance }) => instance.reason === wanted);
  const reasons = [
    ...distinct(paths),
    ...(has('replace_by_request') ? [say`a request (\`-replace\`)`] : []),
    ...(has('replace_because_tainted') ? [say`a failed change before (tainted)`] : []),
  ];
  return reasons.length > 0 ? say`, because of ${joinSaid(reasons)}` : say``;
}
