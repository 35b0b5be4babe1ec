import { posix } from 'node:path';
import { UNKNOWN, type Word } from '../../../shell/command';
import type { Place } from './call';

/**
 * What lies at a path: `scratch` is what nobody misses, `workspace` lies in the folder that terraform
 * runs in, `data` has a name of data, `unknown` may be anything.
 */
export type PathKind = 'scratch' | 'workspace' | 'data' | 'disk' | 'system' | 'unknown';

const SCRATCH =
  /^(\/tmp|\/var\/tmp|\/dev\/(null|shm|std|fd|tty)|\/run|\/var\/run|\/var\/cache|\/var\/lib\/apt\/lists|~?\/?\.cache|.*\/\.cache|.*\/(node_modules|\.terraform|lost\+found))(\/|$|\w*$)/;
const DISK = /^\/dev\/(?!null|shm|std|fd|tty|u?random|zero|full)/;
const DATA =
  /kafka|zookeeper|(^|[/_-])(zk|data\d*|db|logs?|disk\d*|volumes?|backups?|snapshots?|storage)([/_.-]|\d|\*|$)|^\/(mnt|srv|media|var\/lib|var|home|opt)(\/?\*?$|\/)|meta\.properties|myid|tfstate/i;

/** Names of variables that say that what they name is short-lived. */
const SHORT_LIVED = /te?mp|build|cache|work_?dir|artifact/i;

export function kindOfPath({ text, unknown }: Word, { folder, isHost }: Place): PathKind {
  if (unknown.length > 0 && unknown.every((name) => /^path\.(module|root|cwd)$/.test(name))) {
    return 'workspace';
  }
  if (text.startsWith(UNKNOWN)) {
    return unknown.length > 0 && unknown.every((name) => SHORT_LIVED.test(name))
      ? 'scratch'
      : 'unknown';
  }
  const isAbsolute = /^[/~]|^[A-Za-z]:/.test(text);
  if (!isAbsolute && folder === undefined) return relativeKind(text, isHost);
  const path = isAbsolute ? text : posix.join(folder!, text);
  if (path.startsWith(UNKNOWN)) return 'unknown';
  const whole = path === '/' ? path : posix.normalize(path);
  if (SCRATCH.test(whole)) return 'scratch';
  if (DISK.test(whole)) return 'disk';
  if (/^\/etc\//.test(whole)) return 'system';
  return DATA.test(whole) ? 'data' : 'system';
}

function relativeKind(text: string, isHost: boolean): PathKind {
  if (/tfstate/.test(text)) return 'data';
  if (/^\.\.(\/|$)/.test(text)) return 'unknown';
  return isHost && DATA.test(text) ? 'data' : 'workspace';
}
