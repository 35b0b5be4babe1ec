import { ValueMasker, type ValuesPair } from '../../../scripts/terraform-plan/mask-values';
import type { Marks } from '../../../scripts/terraform-plan/plan';

const mask = (pair: ValuesPair) => new ValueMasker().maskPair(pair);

describe('what the plan marks', () => {
  it('is masked whatever its type, and so is all that is in it', () => {
    const values = { a: 'plain', b: 7, c: true, d: { e: ['deep'] }, f: null, g: 'shown' };
    const { after } = mask({
      after: values,
      afterMarks: { a: true, b: true, c: true, d: true, f: true },
    });
    expect(after).toEqual({
      ...{ a: '(sensitive)', b: '(sensitive)', c: '(sensitive)', d: '(sensitive)' },
      ...{ f: null, g: 'shown' },
    });
  });

  it('is masked inside of lists and maps', () => {
    const values = {
      list: [{ a: 'one', b: 'two' }, { a: 'three' }],
      map: { x: 'four', y: 'five' },
    };
    const marks: Marks = { list: [false, { a: true }], map: { y: true } };
    expect(mask({ after: values, afterMarks: marks }).after).toEqual({
      list: [{ a: 'one', b: 'two' }, { a: '(sensitive)' }],
      map: { x: 'four', y: '(sensitive)' },
    });
  });

  it('is masked on both sides although only one marks it: the value may be the same', () => {
    const pair = { before: { a: 'same' }, after: { a: 'same' } };
    const masked = { before: { a: '(sensitive)' }, after: { a: '(sensitive)' } };
    expect(mask({ ...pair, beforeMarks: { a: true } })).toEqual(masked);
    expect(mask({ ...pair, afterMarks: { a: true } })).toEqual(masked);
  });

  it('shows that it is another one than before, and no more', () => {
    const marks = { a: true, b: true, c: true };
    const { before, after } = mask({
      before: { a: 'one', b: { x: 1 }, c: null },
      after: { a: 'two', b: { x: 1 }, c: 'new' },
      beforeMarks: marks,
    });
    expect(before).toEqual({ a: '(sensitive)', b: '(sensitive)', c: null });
    expect(after).toEqual({ a: '(sensitive, changed)', b: '(sensitive)', c: '(sensitive)' });
  });

  it.each([
    ['a list where the value is a map', { a: { x: 'plain' } }, { a: [true] }],
    ['a map where the value is a list', { a: ['plain'] }, { a: { x: true } }],
  ])('is masked as a whole where the marks have another shape: %s', (_, after, afterMarks) => {
    expect(JSON.stringify(mask({ after, afterMarks }).after)).not.toContain('plain');
  });

  it('is not what every object has by itself', () => {
    const values = { constructor: 'shown', __proto__: undefined, toString: 'shown' };
    expect(mask({ after: values, afterMarks: { other: true } }).after).toMatchObject({
      constructor: 'shown',
      toString: 'shown',
    });
  });
});

describe('what is not marked', () => {
  it('is masked by the name of its key', () => {
    const values = {
      ...{ master_password: 'hunter2', password_length: 16, auth_token: 12345, passwords: ['a1'] },
      ...{ http_tokens: 'required', kms_key_id: 'alias/kafka', get_password_data: false },
    };
    expect(mask({ after: values }).after).toEqual({
      ...{ master_password: '(sensitive)', password_length: 16, auth_token: '(sensitive)' },
      ...{ passwords: ['(sensitive)'], http_tokens: 'required', kms_key_id: 'alias/kafka' },
      get_password_data: false,
    });
  });

  it('is masked by the name that stands beside it', () => {
    const after = [
      { name: 'DB_PASSWORD', value: 'hunter2' },
      { Key: 'team', Value: 'platform' },
      { key: 'prod/etc/kafka/keystore-password', content: 'hunter2' },
      { key: 'prod/etc/kafka/server.properties', content: 'broker.id=1' },
    ];
    expect(mask({ after }).after).toEqual([
      { name: 'DB_PASSWORD', value: '(sensitive)' },
      { Key: 'team', Value: 'platform' },
      { key: 'prod/etc/kafka/keystore-password', content: '(sensitive)' },
      { key: 'prod/etc/kafka/server.properties', content: 'broker.id=1' },
    ]);
  });

  it('is masked in keys of maps, and two that look alike then are still two', () => {
    const values = { AKIAIOSFODNN7EXAMPLE: 1, AKIAIOSFODNN7EXAMPLF: 2 };
    expect(mask({ after: values }).after).toEqual({ '(sensitive)': 1, '(sensitive) 2': 2 });
  });

  it('is masked in texts, with a change of it in sight', () => {
    const text = (password: string) => `broker.id=1\nssl.key.password=${password}\n`;
    expect(mask({ before: { content: text('a1') }, after: { content: text('b2') } })).toEqual({
      before: { content: text('(sensitive)') },
      after: { content: text('(sensitive, changed)') },
    });
  });
});

it('masks what is known to be secret wherever it stands', () => {
  const findKnown = (text: string) =>
    [...text.matchAll(/s3cr3tvalue/g)].map(({ index }) => ({ start: index, end: index + 11 }));
  const masker = new ValueMasker(findKnown);
  expect(masker.maskText('aws_x.y["s3cr3tvalue"]')).toBe('aws_x.y["(sensitive)"]');
  expect(masker.maskPair({ after: { id: 'x/s3cr3tvalue' } }).after).toEqual({
    id: 'x/(sensitive)',
  });
});
