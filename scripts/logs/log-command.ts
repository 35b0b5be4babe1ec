import { asService } from '../hosts/command-words';
import type { LogSource } from './log-source';

export interface LogRange {
  /** Go on with what comes. */
  readonly follow: boolean;
  /** Of the end of each log; all that is not older than `since` where that is given. */
  readonly lines: number;
  /** @default - however old it is */
  readonly since?: Date | undefined;
}

/** What the first line says where a time was given: the same time by the host's own clock, as its logs have it. */
export const FROM = 'from ';

/**
 * Prints a log. One that is followed ends as soon as its standard input does: whoever reads it has gone then, also
 * where his connection was lost, and no tail is left behind. With a time, all of the file is printed, and before it the
 * files that log4j and logrotate have put away since, the oldest first.
 */
const SHOW_FILE = `file=$1 follow=$2 start=$3 since=$4
if [ "$since" != all ]; then
  date -d "@$since" '+${FROM}%Y-%m-%d %H:%M:%S.000'
  start=+1
  find "$(dirname "$file")" -type f -name "$(basename "$file").*" -newermt "@$since" -printf '%T@ %p\\n' |
    sort -n | cut -d' ' -f2- |
    while IFS= read -r part; do case $part in *.gz) zcat -- "$part" ;; *) cat -- "$part" ;; esac; done
fi
if [ "$follow" = no ]; then exec tail -n "$start" -- "$file"; fi
tail -n "$start" -F -- "$file" 2>/dev/null &
shown=$!
trap 'kill "$shown" 2>/dev/null' EXIT
trap 'exit 0' HUP INT PIPE TERM
cat >/dev/null`;

/** The same of what systemd keeps, which its group may read. */
const SHOW_JOURNAL = `unit=$1 follow=$2 lines=$3 since=$4
set -- --unit "$unit" --output short-iso-precise --no-pager --quiet
if [ "$since" = all ]; then set -- "$@" --lines "$lines"; else set -- "$@" --since "@$since"; fi
if [ "$follow" = no ]; then exec journalctl "$@"; fi
journalctl "$@" --follow &
shown=$!
trap 'kill "$shown" 2>/dev/null' EXIT
trap 'exit 0' HUP INT PIPE TERM
cat >/dev/null`;

/** Who may read the journal, and nothing else of root's. */
const AS_JOURNAL = [
  ...['setpriv', '--reuid=nobody', '--regid=nogroup', '--groups=systemd-journal'],
  '--',
];

/** The words that print a log on its host, by the rights of whoever writes it: root, who runs them, gives up his own. */
export function logCommand(source: LogSource, range: LogRange): readonly string[] {
  const words = plainLogCommand(source, range);
  return source.file === undefined
    ? [...AS_JOURNAL, ...words]
    : asService(source.process.name, words);
}

/** The same where whoever runs it owns the logs. */
export function plainLogCommand(
  { file, process }: LogSource,
  { follow, lines, since }: LogRange,
): readonly string[] {
  const from = since ? String(Math.floor(since.getTime() / 1_000)) : 'all';
  const [script, subject] = file === undefined ? [SHOW_JOURNAL, process.unit] : [SHOW_FILE, file];
  return ['sh', '-c', script, 'sh', subject, follow ? 'yes' : 'no', String(lines), from];
}
