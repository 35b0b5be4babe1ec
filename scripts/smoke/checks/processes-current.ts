import { describeReason } from '../../../cluster/changes/reasons';
import { readBinaries } from '../../health/host/read-binaries';
import { readHostState } from '../../health/host/host-state';
import { MEND } from '../../health/remedies';
import { hostCheck } from '../host-check';

/** As `converge` finds it: that a host has its files says nothing of what its processes were started with. */
export const processesCurrent = hostCheck({
  id: 'processes-current',
  title: 'Every process runs with the files and the release of the spec',
  look: async (shell, host, { topology, inventory, reasonsBehind, state: look }) => {
    const [state, release, { settings }] = await Promise.all([
      readHostState(shell, topology, host),
      readBinaries(shell, topology, host),
      look(),
    ]);
    const manifest = inventory.hosts.find(({ name }) => name === host.name)?.manifestSha256;
    const reasons = reasonsBehind?.(host, { state, manifest, release, settings }) ?? [];
    return {
      problems: reasons.map((reason) => ({
        path: host.name,
        rule: 'be as the spec says',
        value: describeReason(reason),
        remedy: `Bring it in with ${MEND.converge}`,
      })),
      seen: `Kafka ${release ?? 'of no known release'}`,
    };
  },
});
