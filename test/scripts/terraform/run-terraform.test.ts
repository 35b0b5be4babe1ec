import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { UserError } from '../../../cluster/errors';
import { runTerraform, TerraformError } from '../../../scripts/terraform/run-terraform';
import { until } from '../../support/until';

const before = process.env;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-terraform-'));
  process.env = { ...before };
  delete process.env.TERRAFORM_BINARY_NAME;
});

afterEach(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
});

/** A program of a shell's lines, in a folder of its own. */
function program(name: string, lines: string): string {
  const file = join(folder, `of-${name}`, name);
  mkdirSync(join(folder, `of-${name}`));
  writeFileSync(file, `#!/bin/sh\n${lines}\n`);
  chmodSync(file, 0o755);
  return file;
}

async function linesOf(...argv: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  await runTerraform(argv, { folder, onLine: (line) => lines.push(line) });
  return lines;
}

describe('the program', () => {
  const path = (...names: readonly string[]) =>
    (process.env.PATH = [
      ...names.map((name) => join(folder, `of-${name}`)),
      '/usr/bin',
      '/bin',
    ].join(delimiter));

  it('is terraform or OpenTofu, whichever the PATH leads to first', async () => {
    program('terraform', 'echo terraform');
    program('tofu', 'echo tofu');
    path('terraform', 'tofu');
    expect(await linesOf('version')).toEqual(['terraform']);
    path('tofu', 'terraform');
    expect(await linesOf('version')).toEqual(['tofu']);
  });

  it('is what TERRAFORM_BINARY_NAME names, by a name or a path', async () => {
    const mine = program('my-tofu', 'echo "$@"');
    path('my-tofu');
    for (const name of ['my-tofu', mine]) {
      process.env.TERRAFORM_BINARY_NAME = name;
      expect(await linesOf('plan', '-x')).toEqual([`-chdir=${folder} plan -x -no-color`]);
    }
  });

  it.each(['no-such-terraform', './no-such-terraform', '/no/such/terraform'])(
    'must be there where %s is named',
    async (name) => {
      process.env.TERRAFORM_BINARY_NAME = name;
      await expect(linesOf('version')).rejects.toThrow(
        new UserError(
          `TERRAFORM_BINARY_NAME: must name a program, by its path or on the PATH, got '${name}'. Install it, or name another one.`,
        ),
      );
    },
  );

  it('must be there where none is named', async () => {
    process.env.PATH = folder;
    await expect(linesOf('version')).rejects.toThrow('terraform: must be on the PATH.');
  });
});

describe('a program that fails', () => {
  const BOX = `cat >&2 <<'END'
╷
│ Warning: Something old
│
╵
╷
│ Error: Invalid password
│
│   on main.tf.json line 1:
│ password=hunter2hunter2
╵
END
exit 1`;

  it('is told by its first error, in one line without secrets', async () => {
    process.env.TERRAFORM_BINARY_NAME = program('tofu', `echo Planning; ${BOX}`);
    const error: unknown = await runTerraform(['plan'], { folder }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(TerraformError);
    expect((error as Error).message).toMatch(
      /^tofu plan: must succeed in '\S+', got: Error: Invalid password on main\.tf\.json line 1: password=\S+ Run it there to see all\.$/,
    );
    expect((error as Error).message).not.toContain('hunter2');
  });

  it('is told by its exit code where it says nothing', async () => {
    process.env.TERRAFORM_BINARY_NAME = program('terraform', 'exit 3');
    await expect(linesOf('apply')).rejects.toThrow(
      `terraform apply: must succeed in '${folder}', got: exit code 3. All that it said stands above.`,
    );
  });
});

it('is interrupted as by Ctrl-C, which providers leave to terraform', async () => {
  const started = join(folder, 'started');
  process.env.TERRAFORM_BINARY_NAME = program(
    'terraform',
    `trap 'echo INT; exit 1' INT; trap 'echo TERM; exit 1' TERM; touch ${started}; sleep 60`,
  );
  const interrupt = new AbortController();
  const lines: string[] = [];
  const running = runTerraform(['apply'], {
    ...{ folder, signal: interrupt.signal, onLine: (line: string) => lines.push(line) },
  });
  const ended = expect(running).rejects.toThrow('enough');
  await until('it has started', () => existsSync(started));
  interrupt.abort(new Error('enough'));
  await ended;
  expect(lines).toEqual(['INT']);
});
