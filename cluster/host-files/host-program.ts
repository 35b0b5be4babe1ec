import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFile, type HostFile } from './host-file';
import { packageFolder } from '../package-folder';

/** Where it is on a host. */
export const HOST_PROGRAM = '/usr/local/sbin/cdktf-kafka-host';

/**
 * The shell program that brings up a host and fetches its files. It is one of the files itself, so
 * that a newer one arrives like any other, and does nothing until it is called. Its parts are joined
 * in the order of their names.
 */
export function hostProgram(): HostFile {
  const parts = join(packageFolder(), 'templates/host/program');
  const content = readdirSync(parts)
    .sort()
    .map((part) => readFileSync(join(parts, part), 'utf8'))
    .join('');
  return hostFile({
    path: HOST_PROGRAM,
    mode: 0o755,
    content,
    onChange: 'nothing',
  });
}
