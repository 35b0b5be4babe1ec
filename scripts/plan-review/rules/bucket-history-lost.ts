import { say } from '../../masking/say';
import type { Values } from '../../terraform-plan/plan';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Rule } from '../rule';
import { blocksOf, isUnknown, textOf } from '../../terraform-plan/values';

/** Buckets that no longer keep older versions. */
export const bucketHistoryLost: Rule = {
  id: 'bucket-history-lost',
  title: 'A bucket no longer keeps the older versions of its objects',
  judge: (facts) =>
    resourcesOf(facts, 'aws_s3_bucket_versioning').flatMap((versioning) => {
      if (statusOf(versioning.before) !== 'Enabled') return [];
      const isUntold = isUnknown(versioning, 'versioning_configuration', 0, 'status');
      if (versioning.change !== 'delete' && statusOf(versioning.after) === 'Enabled') return [];
      return [
        {
          severity: 'care',
          what: say`Turns versioning off for a bucket${isUntold ? ', or may' : ''} (${versioning.address}).`,
          why: 'A file that is overwritten or deleted can no longer be brought back: a rollback of the hosts’ files is an older version of an object.',
          remedy: 'Keep versioning on, and let a lifecycle rule clear old versions.',
          addresses: [versioning.address],
        },
      ];
    }),
};

function statusOf(values: Values | undefined): string | undefined {
  return textOf(blocksOf(values, 'versioning_configuration')[0], 'status');
}
