import { capacityCut } from '../../../../scripts/plan-review/rules/capacity-cut';
import { severityOf } from '../../../support/judge-plan';

const VOLUME = { size: 500, type: 'gp3', iops: 3000, throughput: 250 };

it.each([
  ['grows', { size: 600 }, {}, undefined],
  ['gets more', { iops: 6000, throughput: 500 }, {}, undefined],
  ['gets fewer operations', { iops: 300 }, {}, 'care'],
  ['gets less throughput', { throughput: 125 }, {}, 'care'],
  ['becomes another type', { type: 'sc1' }, {}, 'care'],
  ['gets what is known later', { throughput: undefined }, { throughput: true }, 'care'],
])('judges a volume that %s', (...[, values, afterUnknown, expected]) => {
  const after = { ...VOLUME, ...values };
  const volume = { address: 'aws_ebs_volume.a', before: VOLUME, after, afterUnknown };
  expect(severityOf(capacityCut, [volume])).toBe(expected);
});

it.each([
  ['aws_kinesis_stream', { shard_count: 4 }, { shard_count: 2 }, 'care'],
  [
    'aws_db_instance',
    { instance_class: 'db.m5.large' },
    { instance_class: 'db.m5.xlarge' },
    'care',
  ],
  ['aws_instance', { instance_type: 'a' }, { instance_type: 'b' }, undefined],
])('judges an %s that goes from %j to %j', (type, before, after, expected) => {
  expect(severityOf(capacityCut, [{ address: `${type}.a`, before, after }])).toBe(expected);
});
