import { resolve } from 'node:path';
import { runTerraform, type TerraformRun } from './run-terraform';

/**
 * The JSON of a plan file. It holds secrets in clear.
 *
 * @throws TerraformError where terraform can't show it
 */
export async function showPlanJson(
  file: string,
  { folder, signal }: TerraformRun,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const onBytes = (bytes: Buffer) => void pieces.push(bytes);
  await runTerraform(['show', '-json', resolve(file)], { folder, signal, onBytes });
  return Buffer.concat(pieces);
}
