import type { HostProcess } from '../../cluster/processes/host-process';

/** Which process an event is about. */
export interface OfProcess {
  /** Name of its host. */
  readonly host: string;
  readonly process: HostProcess['name'];
}

/** What happens in a local cluster. */
export type LocalClusterEvent =
  | { readonly kind: 'files-written'; readonly hosts: number; readonly files: number }
  /** So many of the processes are given an archive of their classes. */
  | { readonly kind: 'classes-archived'; readonly archived: number; readonly processes: number }
  | (OfProcess & { readonly kind: 'started'; readonly pid: number })
  /** It ended unasked and is started again. */
  | (OfProcess & {
      readonly kind: 'ended';
      /** `exit code 1`, or the name of a signal. */
      readonly how: string;
      /** The lines of its log that say why. */
      readonly lines: readonly string[];
      readonly restartMs: number;
    })
  /** It ended unasked and is not started again. */
  | (OfProcess & {
      readonly kind: 'failed';
      readonly how: string;
      /** Why it is not started again. */
      readonly why: string;
      readonly lines: readonly string[];
    })
  /** It ended as it was asked to. */
  | (OfProcess & { readonly kind: 'stopped' })
  /** It did not end in time and was killed. */
  | (OfProcess & { readonly kind: 'forced'; readonly afterMs: number });

/** An event as one line, and the lines of the log below it. */
export function formatEvent(event: LocalClusterEvent): string {
  switch (event.kind) {
    case 'files-written':
      return `${event.files} files of ${event.hosts} hosts written`;
    case 'classes-archived':
      return `${event.archived} of ${event.processes} processes start from archives of their classes`;
    case 'started':
      return `${of(event)} started, pid ${event.pid}`;
    case 'ended':
      return withLines(
        `${of(event)} ended (${event.how}); again in ${event.restartMs / 1_000} s`,
        event.lines,
      );
    case 'failed':
      return withLines(
        `${of(event)} ended (${event.how}) and is not started again: ${event.why}`,
        event.lines,
      );
    case 'stopped':
      return `${of(event)} stopped`;
    case 'forced':
      return `${of(event)} did not stop in ${event.afterMs / 1_000} s and was killed`;
  }
}

const of = ({ host, process }: OfProcess): string => `${host}: ${process}`;

const withLines = (text: string, lines: readonly string[]): string =>
  [text, ...lines.map((line) => `  ${line}`)].join('\n');
