import { RUN_PROGRAM } from '../../../cluster/program';
import { brokerHosts, type BrokerHost } from '../../../cluster/topology';
import { LEAST_FREE_SHARE } from '../least-free-share';
import type { LogDir } from './cluster-state';
import type { Finding, JudgedCluster } from './judged-cluster';

/** Every folder of replicas is online. A broker serves what is in the others, and nobody else says so. */
export function judgeLogDirs(cluster: JudgedCluster<'logDirs'>): readonly Finding[] {
  return dirsOf(cluster)
    .filter(({ dir }) => !dir.isOnline)
    .map(({ host: { name, paths }, dir }) => ({
      host: name,
      path: `${name}, ${dir.path}`,
      rule: 'be online',
      value: 'offline: its replicas are not served',
      remedy:
        `Find the cause in server.log in ${paths.kafka.logs} of ${name} (a full disk, a broken one) and mend it; ` +
        `then \`${RUN_PROGRAM} restart ${name} --inventory FILE\` brings it back`,
    }));
}

/** Every disk has room. Where it has none, the broker takes the folder offline with all that is in it. */
export function judgeFullDisks(cluster: JudgedCluster<'logDirs'>): readonly Finding[] {
  return dirsOf(cluster).flatMap(({ host: { name }, dir: { path, sizeBytes, freeBytes } }) => {
    if (sizeBytes === undefined || freeBytes === undefined) return [];
    const free = freeBytes / sizeBytes;
    if (free >= LEAST_FREE_SHARE) return [];
    return [
      {
        host: name,
        path: `${name}, ${path}`,
        rule: `have ${LEAST_FREE_SHARE * 100} % of its disk free`,
        value: `${(free * 100).toFixed(1)} %`,
        remedy:
          'Shorten the retention of its largest topics at once, or grow the volume in the spec and deploy',
      },
    ];
  });
}

function dirsOf({
  topology,
  state,
  apartFrom,
}: JudgedCluster<'logDirs'>): readonly { readonly host: BrokerHost; readonly dir: LogDir }[] {
  return brokerHosts(topology)
    .filter(({ name }) => name !== apartFrom)
    .flatMap((host) => (state.logDirs.get(host.broker.id) ?? []).map((dir) => ({ host, dir })));
}
