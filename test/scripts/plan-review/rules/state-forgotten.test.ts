import { stateForgotten } from '../../../../scripts/plan-review/rules/state-forgotten';
import { severityOf } from '../../../support/judge-plan';

it.each([
  ['aws_ebs_volume.a', ['forget'], 'danger'],
  ['aws_instance.a', ['forget'], 'danger'],
  ['aws_s3_bucket.a', ['forget'], 'danger'],
  ['aws_route.a', ['forget'], 'care'],
  ['aws_route.a', ['delete'], undefined],
])('judges %s with the actions %j', (address, actions, expected) => {
  expect(severityOf(stateForgotten, [{ address, before: { id: 'a' }, after: null, actions }])).toBe(
    expected,
  );
});
