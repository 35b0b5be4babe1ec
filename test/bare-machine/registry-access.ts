import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** How this machine reaches the registries of npm, Maven and Debian; a tree must reach them alike. */
export interface RegistryAccess {
  /** Files and folders, which keep their place. */
  readonly files: readonly string[];
  /** Variables with their values. */
  readonly variables: readonly string[];
}

export function machineRegistryAccess(): RegistryAccess {
  const home = homedir();
  const files = [
    ...['/etc/resolv.conf', '/etc/hosts', '/usr/local/share/ca-certificates'],
    // Not what npm has put into the variables of this run: it names folders of its own.
    ...['/etc/npmrc', '/usr/etc/npmrc', join(home, '.npmrc'), join(home, '.m2/settings.xml')],
  ];
  const variables = Object.entries(process.env).filter(([name]) =>
    /^((https?|no|all)_proxy|NODE_EXTRA_CA_CERTS)$/i.test(name),
  );
  return {
    files: files.filter((file) => existsSync(file)),
    variables: variables.map(([name, value]) => `${name}=${value}`),
  };
}
