import { entityText, resolveQuota } from '../../../cluster/topics/resolve-quotas';

it("gives limits Kafka's keys, and a default no name", () => {
  expect(
    resolveQuota({
      ...{ user: 'alice', clientId: { default: true } },
      ...{ produceBytesPerSecond: 10, requestPercentage: 50 },
    }),
  ).toEqual({
    entity: { user: 'alice', 'client-id': null },
    limits: { producer_byte_rate: 10, request_percentage: 50 },
  });
});

it.each([
  [{ user: 'alice' }, "user 'alice'"],
  [{ 'client-id': null, user: 'a' }, "user 'a', client id default"],
  [{ 'client-id': 'default' }, "client id 'default'"],
  [{ ip: null }, 'ip default'],
])('tells %j', (entity, text) => {
  expect(entityText(entity)).toBe(text);
});
