import {
  rightsBeyond,
  rightsIn,
  type Right,
} from '../../../../../scripts/plan-review/facts/iam/rights';

const rights = (...Statement: object[]): readonly Right[] =>
  rightsIn(JSON.stringify({ Version: '2012-10-17', Statement }))!;
const allow = (Action: unknown, Resource: unknown, rest: object = {}) => ({
  ...{ Effect: 'Allow', Action, Resource, ...rest },
});
const read = allow('s3:GetObject', ['arn:aws:s3:::b/host/*']);
const overTls = { ...read, Condition: { Bool: { 'aws:SecureTransport': 'true' } } };

it.each([
  ['the same', [read], read],
  ['the same with its values as lists', [read], allow(['s3:GetObject'], 'arn:aws:s3:::b/host/*')],
  ['a part of the resources', [read], allow('s3:GetObject', 'arn:aws:s3:::b/host/one')],
  ['a part of the actions', [allow('s3:*', '*')], allow('s3:PutObject', 'arn:aws:s3:::b')],
  ['an action in other letters', [read], allow('S3:getobject', 'arn:aws:s3:::b/host/*')],
  ['less by a condition', [read], overTls],
])('finds %s within what there was', (_, before, after) => {
  expect(rightsBeyond(rights(after), rights(...before))).toEqual([]);
});

it.each([
  ['another action', [read], allow('s3:PutObject', 'arn:aws:s3:::b/host/*')],
  ['more resources', [read], allow('s3:GetObject', 'arn:aws:s3:::b/*')],
  ['a wildcard', [read], allow('*', '*')],
  ['a condition that goes', [overTls], read],
  ['all but something', [read], { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
  ['a principal', [{ ...read, Principal: { AWS: 'arn:1' } }], { ...read, Principal: '*' }],
  ['a denial', [read], { ...read, Effect: 'Deny' }],
  ['the first statement of all', [], read],
])('finds %s beyond what there was', (_, before, after) => {
  expect(rightsBeyond(rights(after), rights(...before))).toHaveLength(1);
});

it.each(['', 'no json', '[]', '{}', '{"Statement":[1]}', '{"Statement":{"Effect":"Maybe"}}'])(
  'knows that %j is no policy',
  (text) => {
    expect(rightsIn(text)).toBeUndefined();
  },
);
