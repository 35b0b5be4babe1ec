import { resourceLost } from '../../../../scripts/plan-review/rules/resource-lost';
import { judge } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

const gone = (address: string, rest: object = {}) => ({
  address,
  before: { id: 'a' },
  after: null,
  ...rest,
});

it('says soberly what goes that no other rule knows', () => {
  const routes = [gone('aws_route.a'), gone('aws_route.b'), gone('an_unheard_of.thing')];
  expect(judge(resourceLost, routes)).toMatchObject([
    { severity: 'care', what: 'Deletes 2 × aws_route, an_unheard_of.' },
  ]);
});

it.each([
  ['has a rule of its own', [gone('aws_ebs_volume.a')]],
  ['is a step', [gone('terraform_data.a')]],
  ['is data', [{ address: 'data.aws_ami.a', after: { id: 'a' }, actions: ['read'] }]],
  [
    'goes with its host',
    [
      ...plannedCluster({ brokers: 4, instance: (id) => (id === 4 ? null : {}) }),
      gone('aws_route53_record.a', { before: { name: 'broker-4.prod.internal' } }),
    ],
  ],
  ['only changes', [{ address: 'aws_route.a', before: { id: 'a' }, after: { id: 'a', x: 1 } }]],
])('is silent over what %s', (_, resources) => {
  expect(judge(resourceLost, resources)).toEqual([]);
});
