import { Security } from '../../../cluster/security';
import { defaultSpec } from '../../../scripts/local/local-spec';
import { withShipper } from '../../../scripts/local/shipper-of-spec';

const files = [{ pattern: '/**/*.log', topic: 'app-logs' }];

it('sends all logs to the first topic, as a client that may produce to it', () => {
  expect(withShipper(defaultSpec).shippers).toEqual([{ name: 'local', client: 'app', files }]);
  const plain = { ...defaultSpec, clients: [], security: Security.plaintext() };
  expect(withShipper(plain).shippers).toEqual([{ name: 'local', files }]);
});

it("leaves a spec's own shippers as they are", () => {
  const spec = { ...defaultSpec, shippers: [{ name: 'web', client: 'app', files }] };
  expect(withShipper(spec)).toBe(spec);
});

it('says what a spec lacks', () => {
  expect(() => withShipper({ ...defaultSpec, topics: [] })).toThrow(
    '--ship: the spec must have shippers, or topics, and has none.',
  );
  const clients = [
    { name: 'archiver', consume: ['app-*'], group: 'archiver' },
    { name: 'agent', produce: ['app-*'], certificate: true as const },
  ];
  expect(() => withShipper({ ...defaultSpec, clients })).toThrow(
    'or a client with a password that produces to app-logs, and has none',
  );
});
