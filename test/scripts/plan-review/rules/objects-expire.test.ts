import { objectsExpire } from '../../../../scripts/plan-review/rules/objects-expire';
import { severityOf } from '../../../support/judge-plan';
import { plannedCluster } from '../../../support/planned-cluster';

const OLD = {
  id: 'old',
  status: 'Enabled',
  noncurrent_version_expiration: [{ noncurrent_days: 90 }],
};
const ALL = { id: 'all', status: 'Enabled', expiration: [{ days: 1 }] };
const lifecycle = (bucket: string, before: object[] | null, after: object[]) => ({
  address: 'aws_s3_bucket_lifecycle_configuration.l',
  before: before && { bucket, rule: before },
  after: { bucket, rule: after },
});

it.each([
  ['older versions', lifecycle('files', null, [OLD]), undefined],
  ['what expired before', lifecycle('files', [ALL], [ALL, OLD]), undefined],
  [
    'nothing, by a rule that is off',
    lifecycle('files', [OLD], [{ ...ALL, status: 'Disabled' }]),
    undefined,
  ],
  [
    'nothing, but markers of what is deleted',
    lifecycle('files', null, [{ ...ALL, expiration: [{ expired_object_delete_marker: true }] }]),
    undefined,
  ],
  ['all files of hosts', lifecycle('files', [OLD], [ALL]), 'danger'],
  ['all files of hosts, by a new rule', lifecycle('files', null, [ALL]), 'danger'],
  [
    'all files of hosts, on a day',
    lifecycle('files', [OLD], [{ ...ALL, expiration: [{ date: '2030-01-01T00:00:00Z' }] }]),
    'danger',
  ],
  ['objects of another bucket', lifecycle('logs', null, [ALL]), 'danger'],
  [
    'what is known only later',
    { ...lifecycle('files', [OLD], []), after: { bucket: 'files' }, afterUnknown: { rule: true } },
    'care',
  ],
])('judges rules that delete %s', (_, resource, expected) => {
  expect(severityOf(objectsExpire, [...plannedCluster(), resource])).toBe(expected);
});
