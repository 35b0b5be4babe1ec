import { runProgram, type ProgramEnd } from '../../scripts/system/run-program';
import { terraformEnvironment } from './terraform-environment';

/** terraform, or what stands in for it. */
export const TERRAFORM = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';

/** Where the provider comes from, for whoever lacks it. */
export const PROVIDER =
  'its provider hashicorp/aws comes from the registry, or from a mirror whose folder TERRAFORM_PROVIDER_MIRROR names';

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
  const env = { ...environment, ...terraformEnvironment(folder) };
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
      const hint = argv[0] === 'init' ? `\nIf a provider is missing: ${PROVIDER}.` : '';
      throw new Error(
        `terraform ${argv.join(' ')} ended with ${code}:\n${lastLines.join('\n')}${hint}`,
      );
    },
  };
}
