import { posix } from 'node:path';
import { UNKNOWN, type Word } from '../../../shell/command';
import type { Call, Place } from './call';

/**
 * What lies at a path: `own` is what nobody misses, or lies in the folder that terraform runs in, `data`
 * has a name of data, `unknown` may be anything.
 */
export type PathKind = 'own' | 'data' | 'disk' | 'system' | 'unknown';

const SCRATCH =
  /^(\/tmp|\/var\/tmp|\/dev\/(null|shm|std|fd|tty)|\/run|\/var\/run|\/var\/cache|\/var\/lib\/apt\/lists|~?\/?\.cache|.*\/\.cache|.*\/(node_modules|\.terraform|lost\+found))(\/|$|\w*$)/;
const DISK = /^\/dev\/(?!null|shm|std|fd|tty|u?random|zero|full)/;
const DATA =
  /kafka|zookeeper|(^|[/_-])(zk|data\d*|db|logs?|disk\d*|volumes?|backups?|snapshots?|storage)([/_.-]|\d|\*|$)|^\/(mnt|srv|media|var\/lib|var|home|opt)(\/?\*?$|\/)|meta\.properties|myid|tfstate/i;

/** Names of variables that say that what they name is short-lived. */
const SHORT_LIVED = /te?mp|build|cache|work_?dir|artifact/i;

export function kindOfPath({ text, unknown }: Word, { folder, isHost }: Place): PathKind {
  const isAll = (name: RegExp) => unknown.length > 0 && unknown.every((each) => name.test(each));
  if (isAll(/^path\.(module|root|cwd)$/)) return 'own';
  if (text.startsWith(UNKNOWN)) return isAll(SHORT_LIVED) ? 'own' : 'unknown';
  const isAbsolute = /^[/~]|^[A-Za-z]:/.test(text);
  if (!isAbsolute && folder === undefined) return relativeKind(text, isHost);
  const path = isAbsolute ? text : posix.join(folder!, text);
  if (path.startsWith(UNKNOWN)) return 'unknown';
  const whole = path === '/' ? path : posix.normalize(path);
  if (SCRATCH.test(whole)) return 'own';
  if (DISK.test(whole)) return 'disk';
  return DATA.test(whole) && !/^\/etc\//.test(whole) ? 'data' : 'system';
}

function relativeKind(text: string, isHost: boolean): PathKind {
  if (/tfstate/.test(text)) return 'data';
  if (/^\.\.(\/|$)/.test(text)) return 'unknown';
  return isHost && DATA.test(text) ? 'data' : 'own';
}

/** The gravest of what some words name: data or a disk, something else, or nothing of weight. */
export function reachOf(words: readonly Word[], { place }: Call): 'data' | 'other' | 'own' {
  const kinds = words.map((word) => kindOfPath(word, place));
  if (kinds.some((kind) => kind === 'data' || kind === 'disk')) return 'data';
  return kinds.every((kind) => kind === 'own') ? 'own' : 'other';
}
