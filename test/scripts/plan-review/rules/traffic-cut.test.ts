import { trafficCut } from '../../../../scripts/plan-review/rules/traffic-cut';
import { severityOf } from '../../../support/judge-plan';

const KAFKA = { protocol: 'tcp', from_port: 9092, to_port: 9092, cidr_blocks: ['10.0.0.0/8'] };
const OUT = { protocol: '-1', cidr_blocks: ['0.0.0.0/0'] };
const group = (ingress: object[], egress: object[]) => ({ id: 'sg-1', ingress, egress });

it.each([
  ['stays', group([KAFKA], [OUT]), undefined],
  ['lets in more', group([KAFKA, { ...KAFKA, from_port: 22, to_port: 22 }], [OUT]), undefined],
  ['lets in nobody', group([], [OUT]), 'care'],
  ['lets in fewer', group([{ ...KAFKA, cidr_blocks: ['10.1.0.0/16'] }], [OUT]), 'care'],
  [
    'lets in the same by halves',
    group([{ ...KAFKA, cidr_blocks: ['10.0.0.0/9', '10.128.0.0/9'] }], [OUT]),
    undefined,
  ],
  ['lets out nobody', group([KAFKA], []), 'care'],
])('judges a group that %s', (_, after, expected) => {
  const resource = { address: 'aws_security_group.a', before: group([KAFKA], [OUT]), after };
  expect(severityOf(trafficCut, [resource])).toBe(expected);
});

it('is content with a new group', () => {
  expect(severityOf(trafficCut, [{ address: 'aws_security_group.a', after: group([], []) }])).toBe(
    undefined,
  );
});
