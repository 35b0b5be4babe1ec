import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { ensureCdktf } from '../support/cdktf-command';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdktf-command-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `cdktf synth prod-logging` makes of this checkout. */
function synthesize(command: string, name: string): unknown {
  const output = join(folder, name);
  execFileSync(command, ['synth', 'prod-logging', '--output', output], {
    cwd: packageFolder(),
    // Any file will do for Kafka's archive; no command asks the network for a newer one of its own.
    env: { ...process.env, KAFKA_ARCHIVE: 'package.json', CHECKPOINT_DISABLE: '1', CI: 'true' },
    stdio: 'pipe',
  });
  const stack = readFileSync(join(output, 'stacks/prod-logging/cdk.tf.json'), 'utf8');
  return (JSON.parse(stack) as { resource: unknown }).resource;
}

it("cdktf's own command, installed apart, and cdktf of this checkout make the same stack", async () => {
  const own = synthesize(await ensureCdktf(), 'own');
  const ours = synthesize(join(packageFolder(), 'node_modules/.bin/cdktf'), 'ours');
  expect(Object.keys(own as object)).toContain('aws_instance');
  expect(ours).toEqual(own);
});
