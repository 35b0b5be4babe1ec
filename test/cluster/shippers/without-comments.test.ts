import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { shipperProgram } from '../../../cluster/shippers/shipper-files';
import { withoutComments } from '../../../cluster/shippers/without-comments';
import { describeOnLinux } from '../../support/on-linux';

it('leaves out lines that are comments, and no others', () => {
  expect(withoutComments('#!/bin/sh\n# why\n  # why\necho "# said"\necho a # b\n')).toBe(
    '#!/bin/sh\necho "# said"\necho a # b\n',
  );
  expect(withoutComments('a = 1\n\n\ndef a():\n    """Says."""\n    return """x\n\n"""\n')).toBe(
    'a = 1\ndef a():\n return """x\n\n"""\n',
  );
});

describeOnLinux('the program of shippers', () => {
  it('is the same without its comments', () => {
    const program = readFileSync(shipperProgram(), 'utf8');
    const meaning = (text: string) =>
      execFileSync('python3', ['-c', MEANING], { input: text, encoding: 'utf8' });
    expect(meaning(withoutComments(program))).toBe(meaning(program));
    expect(withoutComments(program)).not.toMatch(/^ *#(?!!)/m);
  });
});

/** What Python makes of a program, but for what functions say of themselves. */
const MEANING = `
import ast, sys
tree = ast.parse(sys.stdin.read())
for node in ast.walk(tree):
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
        node.body = node.body[1:]
print(ast.dump(tree))
`;
