import { changeUnknown } from '../../../../scripts/plan-review/rules/change-unknown';
import { severityOf } from '../../../support/judge-plan';

it.each([
  ['aws_route.a', ['explode'], 'care'],
  ['aws_ebs_volume.a', ['explode'], 'danger'],
  ['aws_instance.a', ['delete', 'explode'], 'danger'],
  ['aws_s3_bucket.a', ['update', 'create'], 'danger'],
  ['aws_route.a', ['update'], undefined],
])('judges %s with the actions %j', (address, actions, expected) => {
  const resource = { address, before: { id: 'a' }, after: { id: 'b' }, actions };
  expect(severityOf(changeUnknown, [resource])).toBe(expected);
});
