import { parseKnownHosts, parsePublicKeys } from '../../../scripts/hosts/host-keys';

const A = { type: 'ssh-ed25519', blob: 'AAAAC3NzaC1lZDI1NTE5AAAAIA' };
const B = { type: 'ecdsa-sha2-nistp256', blob: 'AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY' };
const key = ({ type, blob }: typeof A, comment = '') => `${type} ${blob}${comment}`;

describe('published keys', () => {
  it('are read with and without a comment; other lines are passed over', () => {
    const text = `${key(A, ' root@broker-1')}\n\n# a comment\n${key(B)}\nnot a key\n`;
    expect(parsePublicKeys(text)).toEqual([A, B]);
  });
});

describe('known_hosts', () => {
  it.each<[string, string, `${string} ${number}`, number]>([
    ['the address', '10.0.0.10', '10.0.0.10 22', 1],
    ['one of several names', 'broker-1,10.0.0.10', '10.0.0.10 22', 1],
    ['a pattern', '10.0.0.*', '10.0.0.10 22', 1],
    ['a pattern that leaves it out', '10.0.0.*,!10.0.0.10', '10.0.0.10 22', 0],
    ['another address', '10.0.0.11', '10.0.0.10 22', 0],
    ['an address that only begins the same', '10.0.0.1', '10.0.0.10 22', 0],
    ['a dot that must be a dot', '10.0.0.10', '10a0.0.10 22', 0],
    ['its port', '[10.0.0.10]:2222', '10.0.0.10 2222', 1],
    ['another port', '[10.0.0.10]:2222', '10.0.0.10 22', 0],
    ['no port where it has one', '10.0.0.10', '10.0.0.10 2222', 0],
  ])('names %s', (_, pattern, server, found) => {
    const [address = '', port = ''] = server.split(' ');
    const { keys } = parseKnownHosts(`${pattern} ${key(A)}\n`, [address], Number(port));
    expect(keys).toHaveLength(found);
  });

  it('tells revoked keys and authorities apart from known keys, by the names of their lines', () => {
    const text = [
      ...[`@revoked * ${key(A)}`, `@cert-authority *.0.0.10 ${key(B)}`, `# * ${key(A)}`],
      ...[
        `@revoked 10.0.0.11 ${key(B)}`,
        `@unheard-of * ${key(B)}`,
        `@revoked`,
        `@revoked ${key(A)}`,
      ],
    ].join('\n');
    expect(parseKnownHosts(text, ['10.0.0.10'], 22)).toEqual({
      keys: [],
      revoked: [A],
      authorities: [B],
    });
  });
});
