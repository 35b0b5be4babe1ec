import { gzipSync } from 'node:zlib';
import { factsOf } from '../../../../support/judge-plan';

const packed = (text: string) => gzipSync(text).toString('base64');
const userData = (resource: Parameters<typeof factsOf>[0][number]) => factsOf([resource]).userData;

it('shows both texts, with what is secret masked and seen to change', () => {
  const [change] = userData({
    address: 'aws_instance.a',
    before: {
      id: 'i',
      user_data_base64: packed('#!/bin/sh\nDB_PASSWORD=first-Secret-1\necho a\n'),
    },
    after: {
      id: 'i',
      user_data_base64: packed('#!/bin/sh\nDB_PASSWORD=second-Secret-2\necho a\n'),
    },
  });
  expect(change?.before).toContain('echo a');
  const { shown } = change!;
  expect(`${shown.before}${shown.after}`).not.toMatch(/(first|second)-Secret/);
  expect(shown.before).not.toBe(shown.after);
});

it('says whose it is', () => {
  const values = (text: string) => ({ id: 'i', user_data: text, tags: { Name: 'kafka-1' } });
  const host = { address: 'aws_instance.a', before: values('echo a'), after: values('echo b') };
  expect(userData(host)).toMatchObject([{ label: 'user data', hosts: ['kafka-1'] }]);
  const template = { ...host, address: 'aws_launch_template.a' };
  expect(userData(template)).toMatchObject([
    { label: 'user data of aws_launch_template.a', hosts: [] },
  ]);
});

it('says why a text is missing', () => {
  const before = { id: 'i', user_data: 'echo a' };
  const unknown = { after: { id: 'i' }, afterUnknown: { user_data: true }, actions: ['update'] };
  const secret = { after: { id: 'i', user_data: 'echo b' }, afterSensitive: { user_data: true } };
  expect(userData({ address: 'aws_instance.a', before, ...unknown })[0]?.note).toContain(
    'only after',
  );
  const [marked] = userData({ address: 'aws_instance.a', before, ...secret });
  expect(marked?.after).toBe('echo b');
  expect(marked?.shown.note).toContain('sensitive');
  expect(JSON.stringify(marked?.shown)).not.toContain('echo');
});

it('leaves out hosts that come, and values that a new instance computes', () => {
  const host = { address: 'aws_instance.a', after: { id: 'i', user_data: 'echo b' } };
  expect(userData(host)).toEqual([]);
  const computed = { before: { id: 'i' }, after: {}, afterUnknown: { user_data: true } };
  expect(userData({ ...host, ...computed, actions: ['delete', 'create'] })).toEqual([]);
});
