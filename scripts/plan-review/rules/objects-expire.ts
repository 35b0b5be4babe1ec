import { say } from '../../masking/say';
import type { ResourceChange, Values } from '../../terraform-plan/plan';
import { resourcesOf } from '../facts/resources/resources-by-type';
import { standsAlone } from '../facts/resources/stands-alone';
import type { PlanFacts } from '../plan-facts';
import type { Judgement, Rule } from '../rule';
import { quote } from '../../terraform-plan/quote';
import { blocksOf, isSame, isUnknown, isValues, textOf } from '../../terraform-plan/values';

/** Rules of a bucket by which objects go by themselves. */
export const objectsExpire: Rule = {
  id: 'objects-expire',
  title: 'A lifecycle rule deletes the objects of a bucket, or may',
  reads: [
    {
      types: ['aws_s3_bucket_lifecycle_configuration'],
      attributes: ['id', 'status', 'prefix', 'filter', 'expiration', 'transition'].map(
        (each) => `rule.${each}`,
      ),
      and: ['created'],
    },
    {
      types: ['aws_s3_bucket_lifecycle_configuration'],
      attributes: ['rule.abort_incomplete_multipart_upload', 'rule.noncurrent_version_transition'],
    },
    { types: ['aws_s3_bucket'], attributes: ['lifecycle_rule'] },
  ],
  isAboutData: true,
  judge: (facts) => {
    const buckets = new Set(facts.files.map(({ object }) => bucketOf(object)));
    return resourcesOf(facts, 'aws_s3_bucket_lifecycle_configuration', 'aws_s3_bucket')
      .filter(({ change }) => change !== 'none' && change !== 'read')
      .flatMap((configuration) => judgement(configuration, buckets, facts));
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
  facts: PlanFacts,
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
  const isAll = !standsAlone(configuration, facts) && added.some(matchesAll);
  const isGrave = added.length > 0 && (isAll || (bucket !== undefined && buckets.has(bucket)));
  return [
    {
      isFinal: isGrave,
      severity: isGrave ? 'danger' : 'care',
      what: say`${isUntold ? 'May let' : 'Lets'} objects of ${quote(configuration, 'before', 'bucket') ?? quote(configuration, 'after', 'bucket') ?? 'a bucket'} expire (${address}).`,
      why: 'What expires is deleted without a further plan. Hosts read their files and Kafka’s archive from the bucket when they are made or start anew; without them they don’t come up whole.',
      remedy: 'Let only older versions expire, or name a prefix that holds no files of hosts.',
      addresses: [address],
    },
  ];
}

/** Whether nothing keeps it to a part of the objects. */
function matchesAll(rule: Values): boolean {
  return isSame([rule.filter, rule.prefix].flat().filter(isLimit), []);
}

function isLimit(filter: unknown): boolean {
  if (!isValues(filter)) return typeof filter === 'string' && filter !== '';
  return Object.values(filter).some((inner) =>
    [inner].flat().some((each) => isLimit(each) || typeof each === 'number'),
  );
}

/** Those of older versions and of broken uploads leave the objects as they are. */
function expires(rule: Values): boolean {
  const isOn = rule.status === 'Enabled' || rule.enabled === true;
  return isOn && blocksOf(rule, 'expiration').some(isSet);
}

function isSet({ days, date }: Values): boolean {
  return (typeof days === 'number' && days > 0) || (typeof date === 'string' && date !== '');
}
