import type { Problem } from '../../cluster/errors';
import type { ResolvedProps } from '../kafka-cluster-props';

/** A problem for each that the hosts are to go through, and that no security group lets them to. */
export function shutWays(
  { proxy, packageMirror, hostSecurityGroupIds }: ResolvedProps,
  isOpen: (port: number) => boolean,
): readonly Problem[] {
  // What those open, only terraform sees.
  if (hostSecurityGroupIds.length > 0) return [];
  const needed =
    proxy === undefined
      ? {
          'packageMirror.url': packageMirror?.url,
          'packageMirror.securityUrl': packageMirror?.securityUrl,
        }
      : { 'proxy.url': proxy.url };
  return Object.entries(needed).flatMap(([path, url]) => {
    if (url === undefined || isOpen(portOf(url))) return [];
    return [
      {
        path,
        rule: 'be where the hosts may go, and no rule lets them out to its port',
        value: portOf(url),
        remedy: 'Call `allowOutTo` with its name, who has it, and this port',
      },
    ];
  });
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? { 'http:': 80, 'https:': 443 }[protocol]! : Number(port);
}
