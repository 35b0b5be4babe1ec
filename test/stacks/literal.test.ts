import { literal, literals } from '../../stacks/literal';

describe('literal', () => {
  it.each([
    ['${kafka.logs.dir}', '$${kafka.logs.dir}'],
    ['a $${b} c', 'a $$${b} c'],
    ['%{if}', '%%{if}'],
    ['100% $HOME $(id) $', '100% $HOME $(id) $'],
    ['${TfToken[TOKEN.7]} and ${name}', '${TfToken[TOKEN.7]} and $${name}'],
  ])('turns %j into %j, which terraform takes as it stood', (text, escaped) => {
    expect(literal(text)).toBe(escaped);
  });

  it('reaches every text in a value and leaves the rest alone', () => {
    expect(literals({ a: ['${b}', 1, null], c: { d: '%{e}' }, f: true })).toEqual({
      a: ['$${b}', 1, null],
      c: { d: '%%{e}' },
      f: true,
    });
  });
});
