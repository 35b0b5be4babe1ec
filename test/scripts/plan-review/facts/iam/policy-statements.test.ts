import fc from '../../../../support/fast-check';
import { matchesPattern } from '../../../../../scripts/plan-review/facts/iam/matches-pattern';
import { newlyAllowed } from '../../../../../scripts/plan-review/facts/iam/newly-allowed';
import {
  parsePolicy,
  type PolicyStatement,
} from '../../../../../scripts/plan-review/facts/iam/policy-statements';

const statements = (...source: object[]): readonly PolicyStatement[] =>
  parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: source }))!;
const allow = (Action: unknown, Resource: unknown, rest: object = {}) => ({
  ...{ Effect: 'Allow', Action, Resource, ...rest },
});
const read = allow('s3:GetObject', ['arn:aws:s3:::b/host/*']);

describe('newlyAllowed', () => {
  it.each([
    ['the same', [read], read],
    ['the same with its values as lists', [read], allow(['s3:GetObject'], 'arn:aws:s3:::b/host/*')],
    ['a part of the resources', [read], allow('s3:GetObject', 'arn:aws:s3:::b/host/one')],
    ['a part of the actions', [allow('s3:*', '*')], allow('s3:PutObject', 'arn:aws:s3:::b')],
    ['an action in other letters', [read], allow('S3:getobject', 'arn:aws:s3:::b/host/*')],
    [
      'less by a condition',
      [read],
      { ...read, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    ],
  ])('finds nothing in %s', (_, before, after) => {
    expect(newlyAllowed(statements(after)[0]!, statements(...before))).toBeUndefined();
  });

  it.each([
    ['another action', [read], allow('s3:PutObject', 'arn:aws:s3:::b/host/*'), 's3:putobject'],
    ['more resources', [read], allow('s3:GetObject', 'arn:aws:s3:::b/*'), 'arn:aws:s3:::b/*'],
    ['a wildcard', [read], allow('*', '*'), '* on *'],
    [
      'a condition that goes',
      [{ ...read, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
      read,
      's3:getobject',
    ],
    [
      'all but something',
      [read],
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
      'NotAction',
    ],
    [
      'another principal',
      [{ ...read, Principal: { AWS: 'arn:aws:iam::1:root' } }],
      { ...read, Principal: '*' },
      'for *',
    ],
    ['the first statement of all', [], read, 's3:getobject'],
  ])('finds %s', (_, before, after, expected) => {
    expect(newlyAllowed(statements(after)[0]!, statements(...before))).toContain(expected);
  });

  it('says nothing of what denies', () => {
    const [deny] = statements({ ...read, Effect: 'Deny' });
    expect(newlyAllowed(deny!, [])).toBeUndefined();
  });
});

describe('matchesPattern', () => {
  it.each([
    ['s3:*', 's3:GetObject', true],
    ['s3:Get*', 's3:PutObject', false],
    ['*', '*', true],
    ['a*', '*', false],
    ['a?c', 'abc', true],
    ['a?c', 'a*c', false],
    ['a*c*e', 'abcde', true],
    ['', '', true],
  ])('of %s and %s: %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it('agrees with regular expressions on texts without stars', () => {
    const letters = fc.stringMatching(/^[ab]{0,8}$/);
    const patterns = fc.stringMatching(/^[ab*?]{0,6}$/);
    fc.assert(
      fc.property(patterns, letters, (pattern, text) => {
        const expression = `^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`;
        expect(matchesPattern(pattern, text)).toBe(new RegExp(expression).test(text));
      }),
    );
  });

  it('does not take long over many stars', () => {
    expect(matchesPattern(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000))).toBe(false);
  });
});

it.each(['', 'no json', '[]', '{}', '{"Statement":[1]}', '{"Statement":{"Effect":"Maybe"}}'])(
  'knows that %j is no policy',
  (text) => {
    expect(parsePolicy(text)).toBeUndefined();
  },
);
