import envPaths from 'env-paths';
import { PROGRAM } from '../../cluster/program';

/** This package's folders in the user's home, where the platform wants them; XDG_* move them on Linux. */
export interface UserFolders {
  /** What can be made again: Kafka's distribution. */
  readonly cache: string;
  /** What lives on between commands: the local clusters with their data. */
  readonly state: string;
}

/** Where this user's copies live. The folders need not exist. */
export function userFolders(): UserFolders {
  // What env-paths calls log is XDG's state folder. Its data folder has a space in it on a Mac,
  // which Kafka's files would all have to quote.
  const { cache, log } = envPaths(PROGRAM, { suffix: '' });
  return { cache, state: log };
}
