import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runProgram, type ProgramEnd } from '../../scripts/processes/run-program';
import { userFolders } from '../../scripts/user-folders';

/** terraform, or what stands in for it. */
export const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';

/** Terraform in one folder, against one AWS API double. */
export interface Terraform {
  /** Runs it; its whole output. @throws Error with the last lines where it fails */
  run(...argv: readonly string[]): Promise<string>;
  /** Runs it, however it ends. */
  attempt(...argv: readonly string[]): Promise<ProgramEnd & { readonly output: string }>;
}

/**
 * @param folder holds the synthesized stack
 * @param environment what reaches the double, and more
 */
export function terraformIn(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Terraform {
  const env = { ...environment, ...commandLineConfiguration(folder) };
  const attempt = async (...argv: readonly string[]) => {
    const lines: string[] = [];
    const command = [TERRAFORM, `-chdir=${folder}`, ...argv, '-no-color'];
    const end = await runProgram(command, { env, onLine: (line) => lines.push(line) });
    return { ...end, output: lines.join('\n') };
  };
  return {
    attempt,
    run: async (...argv) => {
      const { code, lastLines, output } = await attempt(...argv);
      if (code === 0) return output;
      throw new Error(`terraform ${argv.join(' ')} ended with ${code}:\n${lastLines.join('\n')}`);
    },
  };
}

/**
 * Terraform takes the provider from a mirror on this machine where there is one, else from its
 * registry into a cache that all tests share.
 */
function commandLineConfiguration(folder: string): Readonly<Record<string, string>> {
  const file = join(folder, 'terraform.rc');
  const mirror = providerMirror();
  const cache = join(userFolders().cache, 'terraform-plugins');
  mkdirSync(cache, { recursive: true });
  const installation = mirror
    ? `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`
    : `plugin_cache_dir = ${JSON.stringify(cache)}\n`;
  writeFileSync(file, installation);
  return { TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
}

/** What TERRAFORM_PROVIDER_MIRROR names, or a folder where a mirror customarily lies. */
function providerMirror(): string | undefined {
  const named = process.env.TERRAFORM_PROVIDER_MIRROR;
  if (named) return named;
  const customary = [
    join(homedir(), '.terraform.d', 'plugins'),
    ...['/usr/local/share/terraform/plugins', '/usr/share/terraform/plugins'],
    ...foldersIn('/opt'),
  ];
  return customary.find((each) => existsSync(join(each, 'registry.terraform.io/hashicorp/aws')));
}

function foldersIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}
