import type { Values } from '../../terraform-plan/plan';
import { blocksOf } from '../../terraform-plan/values';
import { attributeRule } from '../attributes/attribute-rule';
import { gained } from '../attributes/harms';

/** Rules by which objects go; those of older versions and of broken uploads leave the objects as they are. */
const expires = gained(
  (rule) =>
    (rule.status === 'Enabled' || rule.enabled === true) &&
    blocksOf(rule, 'expiration').some(isSet),
);

function isSet({ days, date }: Values): boolean {
  return (typeof days === 'number' && days > 0) || (typeof date === 'string' && date !== '');
}

/** Rules of a bucket by which objects go by themselves. */
export const objectsExpire = attributeRule(
  {
    id: 'objects-expire',
    title: 'A lifecycle rule deletes the objects of a bucket, or may',
    isAboutData: true,
    alsoReaching: true,
    severity: 'danger',
    isFinal: true,
    what: 'Lets objects expire by',
    why: 'What expires is deleted without a further plan, objects that stand already among it. Hosts that read their files and Kafka’s archive from the bucket then don’t come up whole.',
    remedy:
      'See which objects it matches today, and let only older versions expire, or a prefix that holds no files of hosts.',
  },
  [
    { types: 'aws_s3_bucket_lifecycle_configuration', attributes: 'rule', harm: expires },
    {
      types: 'aws_s3_bucket',
      attributes: 'lifecycle_rule',
      // What the bucket doesn’t say, another resource may.
      harm: (change) => !change.isUnknown && expires(change),
    },
  ],
);
