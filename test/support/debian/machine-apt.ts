import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that say how this machine reaches its mirrors. */
export function machineAptOptions(): readonly string[] {
  return readConfiguration('/etc/apt/apt.conf.d', /Acquire/);
}

/** This machine's own mirrors where it is of that release, else none: mmdebstrap knows Debian's. */
export function machineSources(suite: string): readonly string[] {
  const found = readConfiguration('/etc/apt/sources.list.d', new RegExp(suite));
  const list = '/etc/apt/sources.list';
  const own = existsSync(list) && readFileSync(list, 'utf8').includes(suite) ? [list] : [];
  return [...own, ...found.filter((file) => /\.(list|sources)$/.test(file))];
}

function readConfiguration(folder: string, like: RegExp): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => like.test(readFileSync(file, 'utf8')));
}
