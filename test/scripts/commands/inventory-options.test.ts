import { parseBastion } from '../../../scripts/commands/inventory-options';

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

  it.each(['', 'a b', 'admin@', 'fd00::1', 'jump:port', 'jump:0', 'jump:65536', 'a@b@c'])(
    'refuses %p',
    (text) => {
      expect(() => parseBastion(text)).toThrow(/must be/);
    },
  );
});
