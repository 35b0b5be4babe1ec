import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostPaths } from '../../../cluster/topology';
import { propertiesOf } from './java-client';
import type { ClientSetup } from './real-client';

/** A record that a broker has acknowledged. */
export interface Acked {
  readonly at: number;
  readonly partition: number;
  readonly offset: number;
  readonly value: string;
}

export interface AckedProducer {
  readonly acked: readonly Acked[];
  /** What could not be written, in the client's words. */
  readonly refused: readonly string[];
  stop(): Promise<void>;
}

interface Line {
  readonly name: string;
  readonly timestamp: number;
  readonly partition: number;
  readonly offset: number;
  readonly value: string;
  readonly exception?: string;
  readonly message?: string;
}

/** Kafka's own VerifiableProducer: writes all along, with acks of all, and tells of each record. */
export function startProducer(
  { java, distribution }: Pick<HostPaths, 'java' | 'distribution'>,
  folder: string,
  setup: ClientSetup,
  { topic, prefix }: { readonly topic: string; readonly prefix: number },
): AckedProducer {
  const file = join(folder, `verifiable-${prefix}.properties`);
  writeFileSync(file, propertiesOf(setup), { mode: 0o600 });
  const child = spawn(java, [
    ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
    ...[`-Dlog4j.configuration=file:${join(folder, 'real-clients-log4j.properties')}`],
    ...['-cp', `${distribution}/libs/*`, 'org.apache.kafka.tools.VerifiableProducer'],
    ...['--bootstrap-server', setup.servers, '--topic', topic, '--throughput', '50'],
    ...['--producer.config', file, '--value-prefix', String(prefix)],
  ]);
  const [acked, refused]: [Acked[], string[]] = [[], []];
  const ended = once(child, 'exit');
  child.stderr.resume();
  createInterface(child.stdout).on('line', (text) => {
    if (!text.startsWith('{')) return;
    const { name, timestamp: at, partition, offset, value, ...line } = JSON.parse(text) as Line;
    if (name === 'producer_send_success') acked.push({ at, partition, offset, value });
    if (name === 'producer_send_error') refused.push(`${line.exception} ${line.message}`);
  });
  return {
    acked,
    refused,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
