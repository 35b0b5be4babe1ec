import { volumeSlowed } from '../../../../scripts/plan-review/rules/volume-slowed';
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
  expect(severityOf(volumeSlowed, [volume])).toBe(expected);
});
