import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KAFKA_VERSIONS, type KafkaVersion } from '../../cluster/kafka-releases';
import { PROCESSES, type ProcessName } from '../../cluster/processes/processes';
import { classListFile, mergeClassLists } from '../distribution/class-lists';
import { defaultSpec } from '../local/local-spec';
import { startLocalCluster, type AlterFile } from '../local/start-local-cluster';
import { waitForBrokers } from '../local/wait-until-ready';
import { runChecks } from '../smoke/run-checks';
import { smokeContext } from '../smoke/smoke-context';
import { hasPassed } from '../smoke/smoke-report';

const PATIENT = { settleMs: 60_000, limitMs: 60_000 };

/** Lets a cluster of the release do what the smoke checks ask of it, and writes down what it loaded. */
async function generate(kafkaVersion: KafkaVersion): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'class-lists-'));
  const written = new Map<ProcessName, string[]>(PROCESSES.map(({ name }) => [name, []]));
  const alter: AlterFile = (file, host) => {
    const process = PROCESSES.find(({ name }) => file.path === argsFile(host.paths[name].config));
    if (!process) return file;
    const list = join(folder, `${host.name}-${process.name}.txt`);
    written.get(process.name)!.push(list);
    return { ...file, content: `${file.content}\n-XX:DumpLoadedClassList=${list}\n` };
  };
  try {
    const spec = { ...defaultSpec, kafkaVersion };
    const cluster = await startLocalCluster({ spec, folder: join(folder, 'cluster'), alter });
    try {
      await waitForBrokers(cluster, new AbortController());
      const report = await runChecks(smokeContext(cluster.topology), PATIENT);
      if (!hasPassed(report)) throw new Error(JSON.stringify(report.results));
    } finally {
      await cluster.stop();
    }
    for (const [process, lists] of written) {
      const file = classListFile(kafkaVersion, process);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, mergeClassLists(lists.map((list) => readFileSync(list, 'utf8'))));
      console.log(`the classes of ${lists.length} processes are in ${file}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const argsFile = (config: string): string => `${config}/jvm.args`;

/** Those of every release. */
async function main(): Promise<void> {
  for (const version of KAFKA_VERSIONS) await generate(version);
}

void main();
