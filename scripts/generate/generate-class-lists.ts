import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KAFKA_VERSIONS, type KafkaVersion } from '../../cluster/kafka-releases';
import { PROCESSES, type ProcessName } from '../../cluster/processes/processes';
import { Security } from '../../cluster/security';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { classListFile, mergeClassLists } from '../distribution/class-lists';
import { localSmokeContext } from '../local/local-look';
import { defaultSpec } from '../local/local-spec';
import { clientsStages, readyStages, topicsStages } from '../local/stages';
import { startLocalCluster, type AlterFile } from '../local/start-local-cluster';
import { runChecks } from '../smoke/run-checks';
import { hasPassed } from '../smoke/smoke-report';

const PATIENT = { settleMs: 60_000, limitMs: 60_000 };

/** A cluster with TLS loads other classes besides: one list serves both. */
const SECURITIES = [Security.plaintext(), Security.tls()];

/** Lets clusters of the release do what the smoke checks ask of them, and writes down what they loaded. */
async function generate(kafkaVersion: KafkaVersion): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'class-lists-'));
  const written = new Map<ProcessName, string[]>(PROCESSES.map(({ name }) => [name, []]));
  try {
    for (const security of SECURITIES) {
      const clients = security.kind === 'plaintext' ? [] : defaultSpec.clients;
      const spec = { ...defaultSpec, kafkaVersion, security, clients };
      await runCluster(spec, join(folder, security.kind), written);
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

/** The lists lie beside the cluster's folder; their paths are added to `written`. */
async function runCluster(
  spec: KafkaClusterSpec,
  folder: string,
  written: ReadonlyMap<ProcessName, string[]>,
): Promise<void> {
  const alter: AlterFile = (file, host) => {
    const process = PROCESSES.find(({ name }) => file.path === argsFile(host.paths[name].config));
    if (!process) return file;
    const list = `${folder}-${host.name}-${process.name}.txt`;
    written.get(process.name)!.push(list);
    return { ...file, content: `${file.content}\n-XX:DumpLoadedClassList=${list}\n` };
  };
  const cluster = await startLocalCluster({ spec, folder, alter });
  try {
    const { signal } = new AbortController();
    const running = () => cluster;
    const stages = [
      ...readyStages(running, signal),
      ...clientsStages(spec, running, signal),
      ...topicsStages(spec, running, signal),
    ];
    for (const stage of stages) await stage.run(() => undefined);
    const report = await runChecks(localSmokeContext(cluster.topology, cluster.reach), PATIENT);
    if (!hasPassed(report)) throw new Error(JSON.stringify(report.results));
  } finally {
    await cluster.stop();
  }
}

const argsFile = (config: string): string => `${config}/jvm.args`;

/** Those of the releases that are named; of every one where none is. */
async function main(named: readonly string[]): Promise<void> {
  const versions = KAFKA_VERSIONS.filter((each) => named.length === 0 || named.includes(each));
  for (const version of versions) await generate(version);
}

void main(process.argv.slice(2));
