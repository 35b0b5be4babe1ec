import { lowered, turnedOff, turnedOn, type Harm } from '../attributes/harms';
import { say, unmarked } from '../../masking/say';
import { carriesBrokers } from '../facts/hosts/carries-brokers';
import { compareReleases } from '../facts/configuration/kafka-releases';
import { chartChanges, type ChartChange } from '../facts/kubernetes/chart-changes';
import { listSome } from '../lists';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';

/** Charts that are told to run brokers with less. */
export const chartWeakened: Rule = {
  id: 'chart-weakened',
  title: 'A chart gets fewer members, smaller disks or none, an older image, or open listeners',
  isAboutData: true,
  judge: (facts) =>
    resourcesOf(facts, 'helm_release')
      .filter(({ before, after }) => before !== undefined && after !== undefined)
      .flatMap((release) => {
        const changes = chartChanges(release);
        return ROWS.flatMap((row) => judgement(release, row, changes));
      }),
};

interface ChartRow {
  /** Of the value's path, behind slashes, whatever the chart: `controller/replicaCount`. */
  readonly path: RegExp;
  readonly harm: Harm;
  readonly what:
    | 'Leaves fewer members to'
    | 'Shrinks the disks of'
    | 'Keeps no disks for'
    | 'Lets the data go with'
    | 'Leads to other disks in'
    | 'Goes back with'
    | 'Opens';
  readonly why: string;
  readonly remedy: string;
}

const KEEP = 'Keep it as it is, or copy the data first and see that it can be read.';

const ROWS: readonly ChartRow[] = [
  {
    path: /(^|\/)(replicas|replicaCount|brokers|servers|nodes|statefulset\/replicas)$/i,
    harm: lowered(),
    what: 'Leaves fewer members to',
    why: 'Those that go are asked by nobody what they hold: their replicas are missing, and a quorum may lose its majority.',
    remedy:
      'Move the partitions off them first, see that all are in sync, and take away one at a time.',
  },
  {
    path: /(^|\/)(persistence|storage|volume\w*|data\w*|persistentVolume)\/(.*\/)?(size|storage)$|(^|\/)(storageSize|diskSize|volumeSize)$/i,
    harm: lowered(),
    what: 'Shrinks the disks of',
    why: 'A claim can’t shrink: the change is refused, and the usual way around it is a new claim, which is empty.',
    remedy: 'Keep the size. To have smaller disks, add brokers with them and move the partitions.',
  },
  {
    path: /(^|\/)(\w*persistence|storage|persistentVolume)\/(.*\/)?enabled$/i,
    harm: turnedOff,
    what: 'Keeps no disks for',
    why: 'Records then lie in the pod’s own folder, and go with it; the old claims are not read any more.',
    remedy: KEEP,
  },
  {
    path: /(^|\/)deleteClaim$|PersistentVolumeClaimRetentionPolicy\/enabled$/i,
    harm: turnedOn,
    what: 'Lets the data go with',
    why: 'From now on, the data goes with the cluster, or with a broker that is taken away.',
    remedy: 'Leave it off.',
  },
  {
    path: /(^|\/)when(Deleted|Scaled)$/,
    harm: ({ before, after }) => after === 'Delete' && before !== 'Delete',
    what: 'Lets the data go with',
    why: 'From now on, a claim goes with a member that is taken away.',
    remedy: 'Keep Retain for what holds records.',
  },
  {
    path: /(^|\/)(storageClass(Name)?|existingClaim|mountPath|logDirs?|dataDir\w*)$/i,
    harm: ({ before, after }) => before !== undefined && after !== before,
    what: 'Leads to other disks in',
    why: 'A claim that stands keeps its class: another one means a new claim, which is empty.',
    remedy: KEEP,
  },
  {
    path: /(^|\/)(image\/)?(tag|kafkaVersion|image)$/i,
    harm: ({ before, after }) => isOlder(before, after),
    what: 'Goes back with',
    why: 'An older Kafka may not read what a newer one has written, neither its records nor the cluster’s metadata.',
    remedy: 'Stay on the newer release.',
  },
  {
    path: /(^|\/)(protocol|interBrokerProtocol|securityProtocol)$/i,
    harm: ({ before, after }) =>
      /^(sasl_)?plaintext$/i.test(String(after)) &&
      /ssl|sasl_/i.test(String(before)) &&
      after !== before,
    what: 'Opens',
    why: 'Whoever reaches the port can then read what goes over it, or do what was kept for some.',
    remedy: 'Keep TLS and authentication; move clients first where a listener shall go.',
  },
  {
    path: /(^|\/)(tls|auth|sasl|ssl|acl|authorization|authentication)\/(.*\/)?enabled$/i,
    harm: turnedOff,
    what: 'Opens',
    why: 'Whoever reaches the port can then read what goes over it, or do what was kept for some.',
    remedy: 'Keep TLS and authentication; move clients first where a listener shall go.',
  },
  {
    path: /(^|\/)(externalAccess|external)\/(.*\/)?enabled$/i,
    harm: turnedOn,
    what: 'Opens',
    why: 'Brokers get an address outside of the cluster: whoever reaches it can try to come in.',
    remedy: 'Let in single networks, and keep TLS and authentication.',
  },
];

function isOlder(before: unknown, after: unknown): boolean {
  const [was, becomes] = [before, after].map((image) => String(image).replace(/^.*:v?/, ''));
  return before !== undefined && after !== undefined && compareReleases(becomes!, was!) < 0;
}

function judgement(
  release: ResourceChange,
  { path, harm, what, why, remedy }: ChartRow,
  changes: readonly ChartChange[],
): readonly Judgement[] {
  const found = changes.filter(
    (change) =>
      path.test(change.path) &&
      harm({ before: change.before, after: change.after, isUnknown: false }),
  );
  if (found.length === 0) return [];
  const values = listSome(found.map(describe));
  return [
    {
      severity: carriesBrokers(release) ? 'danger' : 'care',
      what: say`${what} the chart ${release.address}: ${values}.`,
      ...{ why, remedy },
      addresses: [release.address],
    },
  ];
}

function describe({ shown: { path, before, after } }: ChartChange) {
  return say`${unmarked(path.replaceAll('/', '.'))} ${before ?? 'not set'} → ${after ?? 'not set'}`;
}
