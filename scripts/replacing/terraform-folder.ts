import { join } from 'node:path';
import { formatProblem, UserError } from '../../cluster/errors';
import { withPrivateFolder } from '../private-folder';
import { runProgram } from '../processes/run-program';
import type { PlannedChanges } from './judge-replacement';

/** Terraform, or what TERRAFORM_BINARY_NAME names, in the folder of a synthesized stack. */
export class TerraformFolder {
  constructor(
    private readonly folder: string,
    private readonly signal: AbortSignal,
  ) {}

  /** Shows the plan that makes one resource anew. */
  async planReplacement(address: string, onLine: (line: string) => void): Promise<PlannedChanges> {
    return await withPrivateFolder(async (folder) => {
      const file = join(folder, 'plan');
      await this.run(['plan', '-input=false', `-replace=${address}`, `-out=${file}`], onLine);
      const json: string[] = [];
      await this.run(['show', '-json', file], (line) => json.push(line));
      return JSON.parse(json.join('\n')) as PlannedChanges;
    });
  }

  async replace(address: string, onLine: (line: string) => void): Promise<void> {
    await this.run(['apply', '-input=false', '-auto-approve', `-replace=${address}`], onLine);
  }

  /** @throws UserError where it fails; its own words were told already */
  private async run(argv: readonly string[], onLine: (line: string) => void): Promise<void> {
    const program = process.env.TERRAFORM_BINARY_NAME ?? 'terraform';
    const command = [program, `-chdir=${this.folder}`, ...argv, '-no-color'];
    const { code } = await runProgram(command, { signal: this.signal, onLine }).catch(
      (cause: unknown) => {
        throw cause instanceof UserError ? noTerraform(program, cause) : cause;
      },
    );
    if (code === 0) return;
    throw new TerraformError(
      `terraform ${argv[0]}: must succeed, got exit code ${code}. What it said stands above.`,
    );
  }
}

function noTerraform(program: string, cause: UserError): UserError {
  const problem = {
    path: 'TERRAFORM_BINARY_NAME',
    rule: 'name a program that can be started',
    value: program,
    remedy: 'Install Terraform 1.10 or newer, or say where it is',
  };
  return new UserError(formatProblem(problem), { cause });
}

/** Terraform did not do what it was asked for. */
export class TerraformError extends UserError {
  override readonly name = 'TerraformError';
}
