import { createHash } from 'node:crypto';
import type { ProcessName, Role } from '../processes/processes';
import { renderTemplate } from './render-template';
import type { TemplateName, TemplateViews } from './template-views';

/** What a change of a file needs before it is in effect; cluster/changes/change-effect.ts says all of it. */
export type OnChange =
  /** Read anew by itself when it is needed. */
  | 'nothing'
  /** `sysctl --system`. */
  | 'reload-sysctl'
  /** `systemctl daemon-reload`. */
  | 'reload-systemd'
  /** The same, and the timer, the socket or the service is started anew. */
  | 'restart-timer'
  | 'restart-socket'
  | 'restart-service'
  /** A restart of the role's process, for the settings that differ. */
  | `${Role}-settings`
  | `${Role}-restart`;

/** A file as it must stand on a host. */
export interface HostFile {
  /** Absolute. */
  readonly path: string;
  readonly owner: HostUser;
  readonly group: HostUser;
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  readonly content: string;
  /** Of the content, in hex. */
  readonly sha256: string;
  readonly onChange: OnChange;
}

/** The users of a host's files. */
export type HostUser = 'root' | ProcessName;

/** A file of root's that everyone may read, unless it is said otherwise. */
export function hostFile(
  file: Pick<HostFile, 'path' | 'content' | 'onChange'> & Partial<HostFile>,
): HostFile {
  const sha256 = createHash('sha256').update(file.content).digest('hex');
  return { owner: 'root', group: 'root', mode: 0o644, ...file, sha256 };
}

/** The same, of a template and what it asks for. */
export function filledIn<T extends TemplateName>({
  template,
  view,
  ...file
}: Pick<HostFile, 'path' | 'onChange'> &
  Partial<HostFile> & { readonly template: T; readonly view: TemplateViews[T] }): HostFile {
  return hostFile({ ...file, content: renderTemplate(template, view) });
}
