import { askEveryBroker } from '../../cluster-access/ask-brokers';
import { judgeFullDisks, judgeLogDirs } from '../../health/cluster/judge-log-dirs';
import { readLogDirs } from '../../health/cluster/read-log-dirs';
import { failOnProblems } from '../check-failure';
import { counted } from '../../terminal/quantities';
import type { SmokeCheck } from '../smoke-check';

/** Asks each broker for its folders of replicas. */
export const logDirectories: SmokeCheck = {
  id: 'log-directories',
  title: 'Every folder of replicas is online, and its disk has room',
  run: async ({ topology, kafka }) => {
    const { answers, silent } = await askEveryBroker({ topology, kafka }, readLogDirs);
    const logDirs = new Map(answers.map(({ host, answer }) => [host.broker.id, answer]));
    const seen = { topology, state: { logDirs } };
    failOnProblems([...silent, ...judgeLogDirs(seen), ...judgeFullDisks(seen)]);
    const dirs = [...logDirs.values()].flat();
    const free = dirs.map(({ sizeBytes = 0, freeBytes = 0 }) => freeBytes / sizeBytes);
    const least = `${Math.floor(100 * Math.min(...free))} % free at least`;
    return `${counted(dirs.length, 'folder')} online, ${least}`;
  },
};
