import { createHash } from 'node:crypto';
import { renderTemplate } from './render-template';
import type { TemplateName, TemplateViews } from './template-views';
import type { Host, Topology } from '../topology';

/** What a change of a file needs before it is in effect; cluster/changes/change-effect.ts says all of it. */
export type OnChange =
  /** Read anew by itself when it is needed. */
  | 'nothing'
  /** `sysctl --system`. */
  | 'reload-sysctl'
  /** `systemctl daemon-reload`. */
  | 'reload-systemd'
  /** The same, and the timer is started anew. */
  | 'restart-timer'
  /** A restart of Kafka, for settings that differ. */
  | 'broker-settings'
  | 'broker-restart'
  /** A restart of ZooKeeper, for settings that differ. */
  | 'zookeeper-settings'
  | 'zookeeper-restart';

/** A file as it must stand on a host. */
export interface HostFile {
  /** Absolute. */
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  readonly content: string;
  /** Of the content, in hex. */
  readonly sha256: string;
  readonly onChange: OnChange;
}

/** The users that the processes run as. */
export type HostUser = 'root' | 'kafka' | 'zookeeper';

/** How a file comes about on the hosts of a role. */
export interface FileRow<H extends Host> {
  readonly path: (host: H) => string;
  readonly owner: HostUser;
  readonly group: HostUser;
  readonly mode: number;
  readonly onChange: OnChange;
  readonly content: (topology: Topology, host: H) => string;
}

/** A row whose view has what its template asks for; checked by the compiler, then the type is forgotten. */
export function fileRow<T extends TemplateName, H extends Host>({
  template,
  view,
  ...row
}: Omit<FileRow<H>, 'content'> & {
  readonly template: T;
  readonly view: (topology: Topology, host: H) => TemplateViews[T];
}): FileRow<H> {
  return { ...row, content: (topology, host) => renderTemplate(template, view(topology, host)) };
}

/** The files of these rows on one host. */
export function renderRows<H extends Host>(
  rows: readonly FileRow<H>[],
  topology: Topology,
  host: H,
): readonly HostFile[] {
  return rows.map(({ path, content, ...row }) => {
    const text = content(topology, host);
    return {
      path: path(host),
      ...row,
      content: text,
      sha256: createHash('sha256').update(text).digest('hex'),
    };
  });
}
