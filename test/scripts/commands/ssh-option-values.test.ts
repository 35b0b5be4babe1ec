import {
  collectFiles,
  parseBastion,
  parsePort,
  parseProxyCommand,
  parseUser,
} from '../../../scripts/commands/ssh-option-values';

describe('--bastion', () => {
  it.each([
    ['jump.example', { user: undefined, address: 'jump.example', port: 22 }],
    ['admin@jump.example', { user: 'admin', address: 'jump.example', port: 22 }],
    ['admin@10.0.0.1:2222', { user: 'admin', address: '10.0.0.1', port: 2222 }],
    ['admin@[fd00::1]:2222', { user: 'admin', address: 'fd00::1', port: 2222 }],
    ['[fd00::1]', { user: undefined, address: 'fd00::1', port: 22 }],
  ])('reads %s', (text, settings) => {
    expect(parseBastion(text)).toEqual(settings);
  });

  it.each([
    ...['', 'a b', 'admin@', 'fd00::1', 'jump:port', 'jump:0', 'jump:65536', 'a@b@c'],
    ...['-oProxyCommand=id', '-l@jump', '$(id)', 'jump;id', 'jump\n', 'a\u001bb@jump', 'jump:0x16'],
  ])('refuses %j', (text) => {
    expect(() => parseBastion(text)).toThrow(/must be/);
  });

  it('does not repeat a password that was put into it', () => {
    const given = () => parseBastion('ada:hunter22@jump.example');
    expect(given).toThrow(/must be/);
    expect(given).not.toThrow(/hunter22/);
  });
});

it.each<[string, () => unknown]>([
  ...['', '-', '-i', 'a\nb', 'a\0', '\u001b[2J', '\u009b'].map(
    (value) =>
      ['--identity', () => collectFiles('--identity')(value, undefined)] as [string, () => unknown],
  ),
  ...['', '-l', 'root;id', 'a b', '$(id)', 'root@host', 'a\nb'].map(
    (value) => ['--ssh-user', () => parseUser(value)] as [string, () => unknown],
  ),
  ...['', '0', '65536', '22x', '0x16', '1e3', ' 22', '-22'].map(
    (value) => ['SSH port', () => parsePort(value)] as [string, () => unknown],
  ),
  ...['', '  ', '-W %h:%p', 'nc\0', 'nc \u001b[2J', 'nc\r'].map(
    (value) => ['--proxy-command', () => parseProxyCommand(value)] as [string, () => unknown],
  ),
])('%s refuses %#, in one visible line', (option, parse) => {
  expect(parse).toThrow(new RegExp(`^${option}: must be [^\\p{Cc}]+$`, 'u'));
});

it('takes files one after the other, also with blanks in their names', () => {
  const collect = collectFiles('--identity');
  expect(collect('./-odd', collect('my keys/id', undefined))).toEqual(['my keys/id', './-odd']);
});

it('takes a proxy command of several lines', () => {
  const command = 'aws ec2-instance-connect open-tunnel \\\n\t--private-ip-address %h';
  expect(parseProxyCommand(command)).toBe(command);
});

it('never repeats a proxy command that it refuses', () => {
  expect(() => parseProxyCommand('tunnel --token sesame-open\0')).not.toThrow(/sesame/);
});
