import { shipperLine } from '../../../scripts/capacity/shipper-line';

it.each([
  [
    { hosts: 635, withoutHosts: [], produceRequestsPerSecond: 1270 },
    'Shippers      635 hosts, each with a connection to each broker; with one growing file each, at most 1,270 produce requests a second',
  ],
  [
    { hosts: 1, withoutHosts: ['db', 'app'], produceRequestsPerSecond: 2 },
    'Shippers      1 host with a connection to each broker (without db, app); with one growing file each, at most 2 produce requests a second',
  ],
])('%j', (load, line) => {
  expect(shipperLine(load)).toBe(line);
});
