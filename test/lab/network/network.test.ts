import { subnetOf } from './network';

describe('a subnet', () => {
  it.each([
    ['10.20.1.0/24', { network: '10.20.1.0', router: '10.20.1.1', mask: '255.255.255.0' }],
    ['10.20.3.0/28', { network: '10.20.3.0', router: '10.20.3.1', mask: '255.255.255.240' }],
    ['172.31.16.9/20', { network: '172.31.16.0', router: '172.31.16.1', mask: '255.255.240.0' }],
  ])('%s has the router that AWS gives it', (cidr, expected) => {
    expect(subnetOf(cidr)).toMatchObject(expected);
  });
});
