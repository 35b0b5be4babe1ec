import type { HostShell } from '../../hosts/host-shell';

/** Why a broker gave up a folder of replicas, by its own log. */
export interface OfflineCause {
  /** By the clock of the host, as its log has it: `2026-11-27 06:42:30`. */
  readonly at: string;
  /** In the system's words, such as `No space left on device`; else what kind of error it was. */
  readonly what: string;
  /** What it was about to do, such as `appending records`. @default - its log does not say */
  readonly doing?: string;
}

/**
 * The last error that the log tells of the folder: when, what it was about to do, and the line of the exception
 * behind it. Of the folder's own errors, since the broker goes on to say of each replica that the folder is
 * offline. The end of two files is enough: a folder that is lost is not written to any more.
 */
const LAST_ERROR = `for log in "$2/server.log.1" "$2/server.log"; do
  [ -r "$log" ] && tail -c 8388608 -- "$log"
done | awk -v dir="$1" '
  /^\\[/ {
    rest = index($0, dir) ? substr($0, index($0, dir) + length(dir), 1) : "x"
    about = $0 ~ /\\] (WARN|ERROR|FATAL) / && rest !~ /[A-Za-z0-9_.-]/
    if (about) { at = substr($0, 2, 19); head = $0 }
    next
  }
  about && /^(Caused by: )?[A-Za-z_$.]+(Exception|Error)(:|$)/ && !/KafkaStorageException/ {
    found = at "\\n" head "\\n" $0
    about = 0
  }
  END { if (found != "") print found }'`;

/**
 * Reads it on the host; undefined where its log says nothing of the folder.
 *
 * @throws HostError where the host can't be asked
 */
export async function readOfflineCause(
  shell: Pick<HostShell, 'run'>,
  { folder, logs }: { readonly folder: string; readonly logs: string },
): Promise<OfflineCause | undefined> {
  const { stdout } = await shell.run(['sh', '-c', LAST_ERROR, 'sh', folder, logs]);
  return parseOfflineCause(stdout);
}

/** What the system says when it can't write or read, which is all that is shown of a message. */
const SYSTEM_WORDS = [
  'No space left on device',
  'Disk quota exceeded',
  'Input/output error',
  'Read-only file system',
  'Structure needs cleaning',
  'Stale file handle',
  'Transport endpoint is not connected',
  'No such device',
  'No such file or directory',
  'Permission denied',
  'Too many open files',
  'Cannot allocate memory',
  'Map failed',
];

/**
 * Reads three lines: a time, a line of the log, and that of the exception. Of a message only words that are the
 * system's own come through, so that nothing that stood in it by chance is shown.
 */
export function parseOfflineCause(text: string): OfflineCause | undefined {
  const [at = '', head = '', exception = ''] = text.split('\n');
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(at)) return undefined;
  const [, kind = ''] = /^(?:Caused by: )?(?:[\w$]+\.)*([\w$]+)(?::|$)/.exec(exception) ?? [];
  const what = SYSTEM_WORDS.find((words) => exception.includes(words)) ?? kind;
  if (what === '') return undefined;
  const [, doing] =
    /\bError while ([a-z ]+?)(?: (?:to|for|in|from|file)\b| [^a-z]|$)/.exec(head) ?? [];
  return { at, what, ...(doing !== undefined && { doing }) };
}
