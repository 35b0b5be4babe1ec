import { shipperLoad } from '../../../cluster/capacity/shipper-load';
import { resolved } from '../../support/capacity-plans';

const files = [{ pattern: '/var/log/app.log', topic: 'app' }];

it('is that of the hosts that are known', () => {
  const shippers = [
    { name: 'web', files, hosts: 600 },
    { name: 'db', files, hosts: 35 },
    { name: 'app', files },
  ];
  expect(shipperLoad(resolved({ shippers }))).toEqual({
    ...{ hosts: 635, withoutHosts: ['app'], produceRequestsPerSecond: 1270 },
  });
});

it('has fewer requests where files are left alone for longer', () => {
  const shippers = [
    { name: 'web', files, hosts: 600, restSeconds: 5 },
    { name: 'db', files, hosts: 35 },
  ];
  expect(shipperLoad(resolved({ shippers }))).toMatchObject({
    produceRequestsPerSecond: 600 / 5 + 35 / 0.5,
  });
});

it('is nothing where none is known', () => {
  expect(shipperLoad(resolved({ shippers: [{ name: 'web', files }] }))).toBeUndefined();
  expect(shipperLoad(resolved())).toBeUndefined();
});
