import { renderHost } from '../../../cluster/host-files';
import { readFoundFiles } from '../../health/host/files-on-host';
import { counted } from '../../terminal/quantities';
import { hostCheck } from '../host-check';
import { judgeFiles } from '../../health/host/judge-files';

/** Compares digests and permission bits: what a person or another tool changed shows here. */
export const filesAsRendered = hostCheck({
  id: 'files-as-rendered',
  title: 'The files of every host are those that the spec renders',
  look: async (shell, host, { topology }) => {
    const wanted = renderHost(topology, host);
    const found = await readFoundFiles(
      shell,
      wanted.map(({ path }) => path),
    );
    return {
      problems: judgeFiles(host.name, wanted, found),
      seen: `${counted(wanted.length, 'file')} as rendered`,
    };
  },
});
