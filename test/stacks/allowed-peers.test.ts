import { Fn, Token } from 'cdktf';
import { AllowedPeers } from '../../stacks/allowed-peers';
import { Peer } from '../../stacks/index';

const TOKEN = Token.asString(Fn.element(['a'], 0));
const GROUP = Peer.securityGroup('sg-0a1b2c3d');

const said = (action: () => unknown): string => {
  try {
    action();
    return 'nothing';
  } catch (error) {
    return (error as Error).message;
  }
};

const letIn = (name: unknown, peer: unknown): string =>
  said(() => new AllowedPeers().letIn('allowClientsFrom', name, peer));

it.each([
  GROUP,
  Peer.securityGroup('123456789012/sg-0a1b2c3d4e5f67890'),
  Peer.securityGroup(TOKEN),
  Peer.prefixList('pl-0a1b2c3d'),
  Peer.ipv4('10.0.0.0/8'),
  Peer.ipv4('192.0.2.7/32'),
  Peer.ipv4(TOKEN),
  Peer.ipv6('fd00::/8'),
  Peer.ipv6('2001:db8::/32'),
])('lets in %j', (peer) => {
  expect(letIn('office', peer)).toBe('nothing');
});

it.each([
  [
    Peer.securityGroup('logs'),
    ".referencedSecurityGroupId: must be the id of a security group, got 'logs'",
  ],
  [Peer.prefixList('pl-1'), ".prefixListId: must be the id of a prefix list, got 'pl-1'"],
  [
    Peer.ipv4('10.1.2.3/16'),
    ".cidrIpv4: must begin where a block of /16 begins, got '10.1.2.3/16'. Write '10.1.2.3/32' for this address alone",
  ],
  [Peer.ipv4('10.1.2.3'), ".cidrIpv4: must be a block of IPv4 addresses, got '10.1.2.3'"],
  [Peer.ipv4('fd00::/8'), '.cidrIpv4: must be a block of IPv4 addresses'],
  [Peer.ipv6('fd00::1/8'), '.cidrIpv6: must begin where a block of /8 begins'],
  [{}, ': must name one source, got {}'],
  [{ ...GROUP, ...Peer.ipv4('10.0.0.0/8') }, ': must name one source'],
  [{ cidr: '10.0.0.0/8' }, ".cidr: must be a known field, got 'cidr'"],
  [undefined, ': must be given. Make it with Peer.securityGroup(…)'],
  ['10.0.0.0/8', ": must be an object, got '10.0.0.0/8'. Make it with Peer.securityGroup(…)"],
])('refuses %j', (peer, message) => {
  expect(letIn('office', peer)).toContain(`allowClientsFrom('office')${message}`);
});

it.each(['', 'two words', 'a/b', 'Büro', '-', 'x'.repeat(64), TOKEN])(
  'refuses the name %j, of which no rule can be made',
  (name) => {
    expect(letIn(name, GROUP)).toContain(`allowClientsFrom('${name}'): must have a name of 1-63`);
  },
);

it('tells of a name and of a peer at once', () => {
  expect(letIn(7, {}).split('\n')).toHaveLength(2);
});

it.each(['0.0.0.0/0', '0.0.0.0/1', '8.0.0.0/7', '::/0', '2000::/3', '2001::/31'])(
  'refuses %s, which is much of the internet',
  (block) => {
    const peer = block.includes(':') ? Peer.ipv6(block) : Peer.ipv4(block);
    expect(letIn('office', peer)).toContain('must name a network that is not the whole internet');
  },
);

describe('over several calls', () => {
  it('refuses the piece with which much of the internet would be let in', () => {
    const allowed = new AllowedPeers();
    const pieces = ['20.0.0.0/9', '20.128.0.0/9', '10.0.0.0/8', '20.1.0.0/16', '172.16.0.0/12'];
    for (const piece of pieces)
      allowed.letIn('allowSshFrom', piece.replace('/', '-'), Peer.ipv4(piece));
    expect(
      said(() => allowed.letIn('allowSshFrom', 'more', Peer.ipv4('198.51.100.0/24'))),
    ).toContain(
      "allowSshFrom('more'): must name a network that is not the whole internet, nor a large part",
    );
  });

  it('refuses a name twice, and a source twice, whatever way it is written', () => {
    const allowed = new AllowedPeers();
    allowed.letIn('allowSshFrom', 'office', Peer.ipv6('fd00::/8'));
    expect(said(() => allowed.letIn('allowSshFrom', 'office', GROUP))).toContain(
      "allowSshFrom('office'): must have a name that no other call of allowSshFrom has",
    );
    expect(said(() => allowed.letIn('allowSshFrom', 'home', Peer.ipv6('FD00:0::/8')))).toContain(
      "allowSshFrom('home'): must name another than allowSshFrom('office') does, got 'FD00:0::/8'",
    );
  });

  it('takes the same name and source for another method', () => {
    const allowed = new AllowedPeers();
    allowed.letIn('allowSshFrom', 'office', GROUP);
    expect(said(() => allowed.letIn('allowClientsFrom', 'office', GROUP))).toBe('nothing');
  });
});
