import type { OnChange } from './host-files';
import type { HostProcess } from './processes/host-process';

/**
 * The process that reads a file at its start, and that `converge` therefore starts anew for another
 * version of it; undefined where none does.
 *
 * A running broker could be given some settings. But it reads server.properties at its start only, and
 * converge gives it nothing: it is restarted for those as well, and for mere comments, for what tells
 * is the digest of the file. Who says in advance what a change does asks this, as converge does.
 */
export function restartedProcess(onChange: OnChange): HostProcess['name'] | undefined {
  switch (onChange) {
    case 'broker-settings':
    case 'broker-restart':
      return 'kafka';
    case 'zookeeper-restart':
      return 'zookeeper';
    case 'nothing':
    case 'reload-sysctl':
    case 'reload-systemd':
      return undefined;
  }
}
