import { judgeAnswers } from '../../health/cluster/judge-answers';
import { judgeFullDisks, judgeLogDirs } from '../../health/cluster/judge-log-dirs';
import { judgeRegistration } from '../../health/cluster/judge-registration';
import { counted } from '../../terminal/quantities';
import { stateCheck } from '../state-check';

/** What each broker says of its folders of replicas. */
export const logDirectories = stateCheck({
  id: 'log-directories',
  title: 'Every folder of replicas is online, and its disk has room',
  judges: [judgeRegistration, judgeAnswers, judgeLogDirs, judgeFullDisks],
  seen: ({ logDirs }) => {
    const dirs = [...logDirs.values()].flat();
    const free = dirs.map(({ sizeBytes = 0, freeBytes = 0 }) => freeBytes / sizeBytes);
    const least = `${Math.floor(100 * Math.min(...free))} % free at least`;
    return `${counted(dirs.length, 'folder')} online, ${least}`;
  },
});
