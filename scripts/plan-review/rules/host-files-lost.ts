import { say, unmarked } from '../../masking/say';
import type { PlanFacts } from '../plan-facts';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { quote } from '../../terraform-plan/quote';

/** Files that hosts need when they start, and buckets that may take them along. */
export const hostFilesLost: Rule = {
  id: 'host-files-lost',
  title:
    'A file or the Kafka archive of standing hosts is deleted, or their bucket may go with all in it',
  judge: (facts) => {
    const standing = new Set(
      facts.clusters.flatMap(({ name, hosts }) =>
        hosts.filter(({ fate }) => fate !== 'removed').map((host) => `${name ?? ''}/${host.name}`),
      ),
    );
    const clusters = new Set([...standing].map((place) => place.split('/')[0]));
    const lost = facts.files.filter(
      ({ object, cluster, host, key }) =>
        object.change === 'delete' &&
        (standing.has(`${cluster}/${host}`) || isArchive(key, clusters)),
    );
    return [
      ...(lost.length > 0 ? [deleted(lost.map(({ object }) => object.address))] : []),
      ...forceDestroyed(facts),
    ];
  },
};

function isArchive(key: string, clusters: ReadonlySet<string | undefined>): boolean {
  const [cluster, folder] = key.split('/');
  return folder === 'archives' && clusters.has(cluster);
}

function deleted(addresses: readonly string[]): Judgement {
  return {
    severity: 'care',
    what: say`Deletes ${addresses.length === 1 ? 'a file' : say`${unmarked(addresses.length)} files`} of hosts that stay.`,
    why: 'A host reads its files and Kafka’s archive when it is made or starts anew; without them it doesn’t come up whole.',
    remedy: 'See that the hosts’ manifests no longer name them.',
    addresses,
  };
}

function forceDestroyed(facts: PlanFacts): readonly Judgement[] {
  return resourcesOf(facts, 'aws_s3_bucket')
    .filter(({ before, after }) => before?.force_destroy === false && after?.force_destroy === true)
    .map((bucket) => ({
      severity: 'care',
      what: say`Lets ${quote(bucket, 'before', 'bucket') ?? bucket.address} be destroyed with all that is in it.`,
      why: 'Until now, terraform refused to delete the bucket while it held anything.',
      remedy: 'Leave `force_destroy` off, unless all in the bucket can be made again.',
      addresses: [bucket.address],
    }));
}
