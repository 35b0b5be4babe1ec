import { addressProblems } from '../../../cluster/capacity/address-problems';
import { formatProblem } from '../../../cluster/errors';
import { Security, type KafkaClusterSpec, type ShipperSpec } from '../../../cluster/index';
import { plan } from '../../support/capacity-plans';

const web = (hosts: number | undefined, addresses?: number): ShipperSpec => ({
  ...{ name: 'web', files: [{ pattern: '/var/log/app.log', topic: 'app' }] },
  ...(hosts !== undefined && { hosts }),
  ...(addresses !== undefined && { addresses }),
});
/** 819 connections, and 409 of one address. */
const SMALL = { security: Security.tls(), jvm: { brokerHeapMiB: 512 } };

const problems = (shipper: ShipperSpec, changes: Omit<Partial<KafkaClusterSpec>, 'brokers'> = {}) =>
  addressProblems(plan({ ...SMALL, ...changes, shippers: [shipper] })).map(formatProblem);

it.each([
  ['409 behind one', web(409, 1)],
  ['818 behind two', web(818, 2)],
  ['each with its own', web(100_000)],
  ['nobody knows how many', web(undefined)],
])('%s are taken', (_, shipper) => {
  expect(problems(shipper)).toEqual([]);
});

it('one more than a broker takes of an address is told, with the ways out', () => {
  expect(problems(web(635, 1))).toEqual([
    'shippers[0].addresses: must spread 635 hosts so that a broker has at most 409 connections of one ' +
      "address (max.connections.per.ip), got 1. Take at least 635 in brokerSettings['max.connections.per.ip'], " +
      "or name these addresses in brokerSettings['max.connections.per.ip.overrides'] ('192.0.2.1:635'), " +
      'or at least 2 addresses.',
  ]);
  // One of the two has 410.
  expect(problems(web(819, 2))).toHaveLength(1);
});

it.each([
  ['a limit that the spec raises', { 'max.connections.per.ip': 635 }],
  ['addresses that it names', { 'max.connections.per.ip.overrides': '192.0.2.1:700' }],
])('%s is an answer', (_, brokerSettings) => {
  expect(problems(web(635, 1), { brokerSettings })).toEqual([]);
});

it('without TLS nothing limits them', () => {
  expect(problems(web(100_000, 1), { security: Security.plaintext() })).toEqual([]);
});

it('a limit that the spec lowers counts', () => {
  const brokerSettings = { 'max.connections.per.ip': 20 };
  expect(problems(web(21, 1), { brokerSettings })).toHaveLength(1);
  expect(problems(web(20, 1), { brokerSettings })).toEqual([]);
});
