import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { hostFolders, renderHost, type HostFile } from '../../cluster/host-files';
import type { Host, Topology } from '../../cluster/topology';

/** Changes a file before it is written. */
export type AlterFile = (file: HostFile, host: Host) => HostFile;

/**
 * Writes the files of every host and makes the folders that its processes write to. Owners stay
 * those of the user: one user plays all of them here.
 *
 * @returns how many files were written
 */
export function writeHostFiles(topology: Topology, alter: AlterFile = (file) => file): number {
  let written = 0;
  for (const host of topology.hosts) {
    for (const { path } of hostFolders(host)) mkdirSync(path, { recursive: true });
    for (const rendered of renderHost(topology, host)) {
      const file = alter(rendered, host);
      mkdirSync(dirname(file.path), { recursive: true });
      writeFileSync(file.path, file.content);
      chmodSync(file.path, file.mode);
      written++;
    }
  }
  return written;
}
