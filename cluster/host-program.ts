import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFile } from './host-files/host-file';
import { packageFolder } from './package-folder';

/**
 * The shell program that brings up a host and fetches its files. It is one of the files itself, so
 * that a newer one arrives like any other, and does nothing until it is called.
 */
export function hostProgram(): HostFile {
  const content = readFileSync(join(packageFolder(), 'templates/host/cdktf-kafka-host'), 'utf8');
  return {
    path: '/usr/local/sbin/cdktf-kafka-host',
    owner: 'root',
    group: 'root',
    mode: 0o755,
    content,
    sha256: createHash('sha256').update(content).digest('hex'),
    onChange: 'nothing',
  };
}
