import { brokerHosts, type BrokerHost } from '../../../cluster/topology';
import { LEAST_FREE_SHARE } from '../least-free-share';
import type { LogDir } from './cluster-state';
import type { OfflineCause } from './offline-cause';
import type { Finding, JudgedCluster } from './judged-cluster';
import { mend } from '../remedies';

/** Every folder of replicas is online. A broker serves what is in the others, and nobody else says so. */
export function judgeLogDirs(cluster: JudgedCluster<'logDirs'>): readonly Finding[] {
  const { topology } = cluster;
  return dirsOf(cluster)
    .filter(({ dir }) => !dir.isOnline)
    .map(({ host: { name, paths }, dir }) => ({
      host: name,
      path: `${name}, ${dir.path}`,
      rule: 'be online',
      value: `offline: its replicas are not served${describeCause(dir.cause)}`,
      remedy: `${MENDING[dir.cause?.what ?? ''] ?? findCause(paths)}; then ${mend(topology).restart(name)} brings it back`,
    }));
}

const findCause = ({ kafka }: BrokerHost['paths']) =>
  `Find the cause in server.log in ${kafka.logs} there (a full disk, a broken one) and mend it`;

function describeCause(cause: OfflineCause | undefined): string {
  if (!cause) return '';
  const { at, what, doing } = cause;
  return `. Its broker's log at ${at}: ${what}${doing === undefined ? '' : `, while ${doing}`}`;
}

const MAKE_ROOM =
  'Shorten the retention of its largest topics or grow the volume in the spec and deploy';
const LOOK_AT_DISK = "Look at the kernel's log there (`dmesg`); replace a broken volume";

/** What to do first, by the cause. */
const MENDING: Readonly<Record<string, string>> = {
  'No space left on device': MAKE_ROOM,
  'Disk quota exceeded': MAKE_ROOM,
  'Input/output error': LOOK_AT_DISK,
  'Read-only file system': LOOK_AT_DISK,
  'Structure needs cleaning': LOOK_AT_DISK,
  'No such device': LOOK_AT_DISK,
};

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
