import { say, unmarked } from '../../masking/say';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** Files that hosts need when they start, and buckets that may take them along. */
export const hostFilesLost: Rule = {
  id: 'host-files-lost',
  title: 'A file or the Kafka archive of standing hosts is deleted',
  reads: [
    // What stands in them, rules on files judge.
    {
      types: 'aws_s3_object aws_s3_bucket_object',
      attributes: 'content content_base64 source source_hash key bucket',
      and: ['created', 'lost'],
    },
  ],
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
    const names = new Set(facts.clusters.map(({ name }) => name));
    const foreign = facts.files.filter(
      ({ object, cluster, nature }) =>
        object.change === 'delete' && nature !== undefined && !names.has(cluster),
    );
    const several = say`${unmarked(lost.length)} files`;
    return [
      ...foreign.flatMap(({ object, shown, nature }) =>
        // What brokers of a foreign stack can't start without, as far as anybody can tell from here.
        tell([object], {
          severity: nature === 'logging' || nature === 'jvm-options' ? 'care' : 'danger',
          what: say`Deletes ${unmarked(shown.path.slice(1))}, which brokers read at their start (${object.address}).`,
          why: 'A broker that restarts or is made anew doesn’t come up without it, or comes up as another one.',
          remedy: 'See that no host takes the file from there any more.',
        }),
      ),
      ...tell(
        lost.map(({ object }) => object),
        {
          severity: 'care',
          what: say`Deletes ${lost.length === 1 ? 'a file' : several} of hosts that stay.`,
          why: 'A host reads its files and Kafka’s archive when it is made or starts anew; without them it doesn’t come up whole.',
          remedy: 'See that the hosts’ manifests no longer name them.',
        },
      ),
    ];
  },
};

function isArchive(key: string, clusters: ReadonlySet<string | undefined>): boolean {
  const [cluster, folder] = key.split('/');
  return folder === 'archives' && clusters.has(cluster);
}
