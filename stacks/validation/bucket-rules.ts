import { Token } from 'cdktf';
import type { Problem } from '../../cluster/errors';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const NAME = /^(?=[a-z0-9*?.-]{3,63}$)[a-z0-9][a-z0-9.-]{2}[a-z0-9*?.-]*$/;

/** Whether the further buckets of a network are named as an endpoint's policy can name them. */
export function bucketProblems(buckets: readonly string[]): readonly Problem[] {
  return buckets.flatMap((value, index) =>
    Token.isUnresolved(value) || NAME.test(value)
      ? []
      : [
          {
            path: `network.buckets[${index}]`,
            rule: "be a bucket's name, or a pattern of at least three characters and `*`",
            value,
            remedy: "Write such as 'amazon-ssm-eu-west-1', without 's3://' and without an ARN",
          },
        ],
  );
}
