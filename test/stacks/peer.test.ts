import { Peer, refuseWorld } from '../../stacks/peer';

describe('refuseWorld', () => {
  it.each([Peer.ipv4('0.0.0.0/0'), Peer.ipv4('10.0.0.0/0'), Peer.ipv6('::/0'), Peer.ipv6('::/00')])(
    'refuses %j',
    (peer) => {
      expect(() => refuseWorld("allowClientsFrom('all')", peer)).toThrow(
        /^allowClientsFrom\('all'\): must name a network that is not the whole internet, got '.*\/0+'\. Name the security group or the block of addresses of those who need it\.$/,
      );
    },
  );

  it.each([
    Peer.ipv4('10.0.0.0/8'),
    Peer.ipv6('fd00::/8'),
    Peer.securityGroup('sg-1'),
    Peer.prefixList('pl-1'),
  ])('lets %j pass', (peer) => {
    expect(() => refuseWorld('here', peer)).not.toThrow();
  });
});
