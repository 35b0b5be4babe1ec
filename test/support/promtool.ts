import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** One unit test of rules, as promtool takes it. */
export interface RuleTest {
  readonly name: string;
  readonly interval: string;
  readonly input_series: readonly { readonly series: string; readonly values: string }[];
  /** What expressions give at some moment, once rules were evaluated up to it. */
  readonly promql_expr_test: readonly {
    readonly expr: string;
    readonly eval_time: string;
    readonly exp_samples: readonly { readonly labels: string; readonly value: number }[];
  }[];
}

/** What this machine lacks for promtool; undefined where it has it. */
export const promtoolObstacle = (process.env.PATH ?? '').split(delimiter).some((folder) => {
  try {
    accessSync(join(folder, 'promtool'), constants.X_OK);
    return true;
  } catch {
    return false;
  }
})
  ? undefined
  : 'have promtool (Debian: prometheus)';

/** All that promtool has to say against a rule file; empty where it passes. */
export function checkRules(rules: string): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'rules.yml'), rules);
    return promtool(folder, ['check', 'rules', 'rules.yml']);
  });
}

/** The same, of tests, each with the rules that it sees. */
export function testRules(
  pairs: readonly { readonly rules: string; readonly test: RuleTest }[],
): string {
  return inFolder((folder) => {
    const files = pairs.map(({ rules, test }, index) => {
      const [ruleFile, testFile] = [`rules-${index}.yml`, `tests-${index}.yml`];
      writeFileSync(join(folder, ruleFile), rules);
      const file = {
        rule_files: [ruleFile],
        evaluation_interval: test.interval,
        tests: [test],
      };
      writeFileSync(join(folder, testFile), JSON.stringify(file));
      return testFile;
    });
    return promtool(folder, ['test', 'rules', ...files]);
  });
}

function promtool(cwd: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('promtool', args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  return status === 0 ? '' : `${stdout}${stderr}`;
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
