import { becomes, either, lowered, turnedOff, turnedOn, type Harm } from '../attributes/harms';
import { say, unmarked } from '../../masking/say';
import { carriesBrokers } from '../facts/hosts/carries-brokers';
import { compareReleases } from '../../../cluster/kafka-releases';
import { chartChanges, type ChartChange } from '../facts/kubernetes/chart-changes';
import { listSome } from '../lists';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
import { tell } from '../tell';

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

interface ChartRow extends Pick<Judgement, 'why' | 'remedy'> {
  /** Of the value's path, behind slashes, whatever the chart: `controller/replicaCount`. */
  readonly path: RegExp;
  readonly harm: Harm;
  /** What terraform does, up to the name of the chart. */
  readonly what: string;
}

const KEEP = 'Keep it as it is, or copy the data first and see that it can be read.';
const OPENS = {
  what: 'Opens',
  why: 'Whoever reaches the port can then read what goes over it, or do what was kept for some.',
  remedy: 'Keep TLS and authentication; move clients first where a listener shall go.',
};

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
    path: /(^|\/)(deleteClaim|when(Deleted|Scaled))$|PersistentVolumeClaimRetentionPolicy\/enabled$/i,
    harm: either(turnedOn, becomes('Delete')),
    what: 'Lets the data go with',
    why: 'From now on, the data goes with the cluster, or with a broker that is taken away.',
    remedy: 'Leave it off, and keep Retain for what holds records.',
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
    ...OPENS,
  },
  {
    path: /(^|\/)(tls|auth|sasl|ssl|acl|authorization|authentication)\/(.*\/)?enabled$/i,
    harm: turnedOff,
    ...OPENS,
  },
  {
    path: /(^|\/)(externalAccess|external)\/(.*\/)?enabled$/i,
    harm: turnedOn,
    ...OPENS,
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
  return tell(found.length === 0 ? [] : [release], {
    severity: carriesBrokers(release) ? 'danger' : 'care',
    what: say`${unmarked(what)} the chart ${release.address}: ${listSome(found.map(describe))}.`,
    ...{ why, remedy },
  });
}

function describe({ shown: { path, before, after } }: ChartChange) {
  return say`${unmarked(path.replaceAll('/', '.'))} ${before ?? 'not set'} → ${after ?? 'not set'}`;
}
