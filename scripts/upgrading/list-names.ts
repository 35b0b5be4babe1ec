import type { RunningRelease } from './running-release';

/** `broker-1, broker-2`. */
export function listNames(hosts: readonly Pick<RunningRelease, 'host'>[]): string {
  return hosts.map(({ host }) => host).join(', ');
}
