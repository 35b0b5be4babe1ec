import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { signalSession, startInOwnSession } from '../../../scripts/system/own-session';
import { inNamespace } from '../exec';
import { ensurePython } from '../../support/python-environment';

export interface AwsDoubleOptions {
  /**
   * Serves booted hosts, too: TLS under the real names, instance metadata, states that wait for the
   * hosts behind the instances.
   * @default - the HTTP endpoint alone, on loopback
   */
  readonly hosts?: {
    readonly namespace: string;
    readonly address: string;
    readonly metadataAddress: string;
    readonly tlsCertificate: string;
    readonly tlsKey: string;
    readonly sshPublicKey: string;
    readonly control: string;
    /** An apt repository, served as Debian's. */
    readonly packages: string;
  };
  /** Where its log of requests goes. @default - nowhere */
  readonly logFile?: string;
  readonly onProgress?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** An AWS account of nobody's: empty at first, gone at the end. */
export interface AwsDouble {
  readonly endpoint: string;
  /** What terraform's provider and the AWS tools need in their environment to reach it. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts the AWS API double: moto, with the repairs that a real `terraform apply` needs. */
export async function startAwsDouble(options: AwsDoubleOptions = {}): Promise<AwsDouble> {
  const python = await ensurePython(join(__dirname, 'requirements.txt'), options);
  const { hosts } = options;
  const command = [python, join(__dirname, 'server.py'), ...(hosts ? hostArguments(hosts) : [])];
  const child = startInOwnSession(hosts ? inNamespace(hosts.namespace, command) : command, {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Keys of a real account would do nothing here but get into its log.
    env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1', ...IMAGES, ...ENVIRONMENT },
  });
  const log = createWriteStream(options.logFile ?? '/dev/null');
  child.stderr?.pipe(log);
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.pid !== undefined) signalSession(child.pid, 'SIGKILL');
    await ended;
  };
  options.signal?.addEventListener('abort', () => void stop(), { once: true });
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const first = await Promise.race([once(lines, 'line'), ended.then(() => undefined)]);
  if (!first) throw new Error(`the AWS API double ended; see ${options.logFile ?? 'its log'}`);
  const { port } = JSON.parse(String(first[0])) as { port: number };
  const endpoint = `http://${hosts?.address ?? '127.0.0.1'}:${port}`;
  return { endpoint, environment: { AWS_ENDPOINT_URL: endpoint, ...ENVIRONMENT }, stop };
}

/** moto's own images are of 2017, and none is Debian's. */
const IMAGES = { MOTO_AMIS_PATH: join(__dirname, 'images.json') };

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'nothing',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: 'eu-west-1',
};

function hostArguments(hosts: NonNullable<AwsDoubleOptions['hosts']>): readonly string[] {
  return [
    ...['--host', hosts.address, '--metadata-host', hosts.metadataAddress],
    ...['--tls-certificate', hosts.tlsCertificate, '--tls-key', hosts.tlsKey],
    ...['--ssh-public-key', hosts.sshPublicKey, '--control', hosts.control],
    ...['--packages', hosts.packages],
  ];
}
