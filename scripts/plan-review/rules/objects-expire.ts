import { say } from '../../masking/say';
import type { ResourceChange, Values } from '../../terraform-plan/plan';
import { standsAlone } from '../facts/resources/stands-alone';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { quote } from '../../terraform-plan/quote';
import { blocksOf, isSame, isUnknown, textOf } from '../../terraform-plan/values';
import { words } from '../lists';

/** Rules of a bucket by which objects go by themselves. */
export const objectsExpire: Rule = {
  id: 'objects-expire',
  title: 'A lifecycle rule deletes the objects of a bucket, or may',
  reads: [
    {
      types: ['aws_s3_bucket_lifecycle_configuration'],
      attributes: words(`
        rule.id rule.status rule.prefix rule.filter rule.expiration rule.transition
        rule.noncurrent_version_transition rule.abort_incomplete_multipart_upload
      `),
      and: ['created'],
    },
    { types: ['aws_s3_bucket'], attributes: ['lifecycle_rule'] },
  ],
  isAboutData: true,
  judge: (facts) => {
    const buckets = new Set(facts.files.map(({ object }) => bucketOf(object)));
    return resourcesOf(facts, 'aws_s3_bucket_lifecycle_configuration', 'aws_s3_bucket')
      .filter(({ change }) => change !== 'none' && change !== 'read')
      .filter((each) => each.change !== 'create' || !standsAlone(each, facts))
      .flatMap((configuration) => judgement(configuration, buckets));
  },
};

function bucketOf({ before, after }: ResourceChange): string | undefined {
  return textOf(before, 'bucket') ?? textOf(after, 'bucket');
}

/** In the bucket itself the rules were written in older versions of the provider. */
function rulesIn(values: Values | undefined): readonly Values[] {
  return [...blocksOf(values, 'rule'), ...blocksOf(values, 'lifecycle_rule')];
}

function judgement(
  configuration: ResourceChange,
  buckets: ReadonlySet<string | undefined>,
): readonly Judgement[] {
  const { before, after, address, change, type } = configuration;
  const known = rulesIn(before);
  const added = rulesIn(after)
    .filter(expires)
    .filter((rule) => !known.some((old) => isSame(old, rule)));
  const isUntold =
    change === 'update' && type !== 'aws_s3_bucket' && isUnknown(configuration, 'rule');
  if (added.length === 0 && !isUntold) return [];
  const bucket = bucketOf(configuration);
  const hasFiles = bucket !== undefined && buckets.has(bucket);
  return [
    {
      isFinal: added.length > 0,
      severity: added.length > 0 ? 'danger' : 'care',
      what: say`${isUntold ? 'May let' : 'Lets'} objects of ${quote(configuration, 'before', 'bucket') ?? quote(configuration, 'after', 'bucket') ?? 'a bucket'} expire (${address}).`,
      why: `What expires is deleted without a further plan, objects that stand already among it.${hasFiles ? ' Hosts read their files and Kafka’s archive from the bucket when they are made or start anew; without them they don’t come up whole.' : ''}`,
      remedy: hasFiles
        ? 'Let only older versions expire, or name a prefix that holds no files of hosts.'
        : 'See which objects it matches today, and that nobody needs them.',
      addresses: [address],
    },
  ];
}

/** Those of older versions and of broken uploads leave the objects as they are. */
function expires(rule: Values): boolean {
  const isOn = rule.status === 'Enabled' || rule.enabled === true;
  return isOn && blocksOf(rule, 'expiration').some(isSet);
}

function isSet({ days, date }: Values): boolean {
  return (typeof days === 'number' && days > 0) || (typeof date === 'string' && date !== '');
}
