import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { BrokerLogs } from '../../cluster/processes/broker-logs';
import { Security } from '../../cluster/security';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { KafkaClusterStack } from '../../stacks/kafka-cluster-stack';
import prodLogging from '../../stacks/prod-logging.spec';

/** What is about security says so itself. */
const plain = {
  ...{ ...prodLogging, security: Security.plaintext(), clients: [] },
  // With it AWS is asked for more.
  brokerLogs: BrokerLogs.cloudWatch({ days: 30 }),
};

/**
 * A folder like that of a team that deploys prod-logging. Its `cdktf-kafka` writes down how it is
 * called, since behind the double there are no hosts to talk to.
 */
export interface TeamProject {
  /** The synthesized stack. */
  readonly stackFolder: string;
  /** Synthesizes prod-logging, or a change of it. */
  synthesize(changes?: Partial<KafkaClusterSpec>): void;
  /** Lets `cdktf-kafka` fail where its arguments begin so; with nothing, never. */
  failAt(command?: string): Promise<void>;
  /** How `cdktf-kafka` was called since the last look. */
  calls(): Promise<readonly string[]>;
  /** What it was told of the cluster in its last call. */
  lastInventory(): Promise<string>;
  remove(): Promise<void>;
}

export interface TeamProjectOptions {
  /** Where its state is: in its folder, or where the stack keeps it. @default 'local' */
  readonly state?: 'local' | 's3';
}

export async function makeTeamProject({
  state = 'local',
}: TeamProjectOptions = {}): Promise<TeamProject> {
  const folder = await mkdtemp(join(tmpdir(), 'team-project-'));
  const file = (...path: readonly string[]) => join(folder, ...path);
  await writeFile(file('package.json'), '{"name":"team-project","version":"1.0.0"}');
  await writeFile(file('kafka.tar'), 'Kafka’s archive');
  await mkdir(file('node_modules/.bin'), { recursive: true });
  await writeFile(file('node_modules/.bin/cdktf-kafka'), STAND_IN(folder));
  await chmod(file('node_modules/.bin/cdktf-kafka'), 0o755);
  await writeFile(file('calls'), '');
  const environment = {
    KAFKA_ARCHIVE: file('kafka.tar'),
    ...(state === 'local' && { KAFKA_STATE_FILE: file('terraform.tfstate') }),
  };
  const synthesize = (changes: Partial<KafkaClusterSpec> = {}): void => {
    const before = process.env;
    process.env = { ...before, ...environment };
    const app = new App({ outdir: file('cdktf.out') });
    new KafkaClusterStack(app, 'prod-logging', { ...plain, ...changes });
    app.synth();
    process.env = before;
  };
  let seen = 0;
  return {
    stackFolder: file('cdktf.out/stacks/prod-logging'),
    synthesize,
    failAt: (command = 'nowhere') => writeFile(file('fail-at'), command),
    calls: async () => {
      const all = (await readFile(file('calls'), 'utf8')).split('\n').slice(0, -1);
      const fresh = all.slice(seen);
      seen = all.length;
      return fresh;
    },
    lastInventory: () => readFile(file('inventory.json'), 'utf8'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const STAND_IN = (folder: string): string => `#!/bin/sh
cat > '${folder}/inventory.json'
echo "$*" >> '${folder}/calls'
fail_at=$(cat '${folder}/fail-at' 2>/dev/null || echo nowhere)
case "$*" in
  "$fail_at"*) echo 'broker-1: must be healthy, got 3 partitions under-replicated.'; exit 1 ;;
esac
`;
