import { diskBytes, judgeMount } from '../../health/host/judge-mounts';
import { readMountedDisks } from '../../health/host/mounts';
import { counted } from '../../terminal/quantities';
import { hostCheck } from '../host-check';

/** Looks at what is mounted now and at what the next boot will mount. */
export const disksMounted = hostCheck({
  id: 'disks-mounted',
  title: 'Every data disk is mounted in its place, by UUID, with XFS over all of it',
  look: async (shell, host, cluster) => {
    const { instanceTypes } = cluster.topology.spec;
    const mounted = await readMountedDisks(shell, host, cluster);
    const problems = mounted.flatMap((each) =>
      judgeMount(host.name, each, diskBytes(each.disk, host.instanceType, instanceTypes)),
    );
    return { problems, seen: `${counted(mounted.length, 'disk')} mounted` };
  },
});
