import { proxyProgram, withoutItsWords } from '../../../scripts/hosts/proxy-command-words';

it.each([
  ['aws ssm start-session --target %i', 'proxy command `aws …`'],
  ['/usr/bin/corkscrew proxy 8080 %h %p /home/ada/auth', 'proxy command `corkscrew …`'],
  ['TOKEN=s3cr3t-value tunnel --to %h', 'proxy command `tunnel …`'],
  ["'/opt/tunnel' %h", 'proxy command `tunnel …`'],
  ['"$HOME/tunnel" %h', 'proxy command'],
  ['https://ada:pw@proxy.example.com/connect', 'proxy command'],
])('shows nothing but the program of %s', (command, shown) => {
  expect(proxyProgram(command)).toBe(shown);
});

it.each([
  ['a token', 'tunnel --token tok-0123456789 %h', 'bad token tok-0123456789', 'bad token …'],
  ['a value behind =', 'tunnel --key=sesame-open %h', 'no key sesame-open', 'no key …'],
  ['what is quoted', "tunnel -H 'X: correct horse' %h", 'X: correct horse', 'X: correct horse'],
  [
    'a URL with a password',
    'curl --proxy http://ada:hunter22@proxy:3128 %h',
    'curl: (7) http://ada:hunter22@proxy:3128 failed',
    'curl: (7) … failed',
  ],
  ['a variable that it names', 'tunnel --token "$TUNNEL_TOKEN" %h', 'bad: from-the-env', 'bad: …'],
  ['a variable in braces', 'tunnel ${TUNNEL_TOKEN} %h', 'bad: from-the-env', 'bad: …'],
])('repeats nothing of its line: %s', (_, command, said, shown) => {
  expect(withoutItsWords(said, command, { TUNNEL_TOKEN: 'from-the-env' })).toBe(shown);
});

it('masks what looks like a secret, wherever it comes from', () => {
  const said = 'using https://ada:hunter22@elsewhere/ with AKIAIOSFODNN7EXAMPLE';
  const shown = withoutItsWords(said, 'tunnel %h');
  expect(shown).not.toMatch(/hunter22|AKIAIOSFODNN7EXAMPLE/);
  expect(shown).toContain('elsewhere');
});

it('keeps the host, and what the program says of itself', () => {
  const said = 'aws: TargetNotConnected: i-0a1b2c3d4e is not connected';
  expect(withoutItsWords(said, 'aws ssm start-session --target %i')).toBe(said);
});
