import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientSetup, ClientWork, RealClient } from './real-client';
import { runProgram } from './run-program';

/** librdkafka has no setting for the version of TLS; OpenSSL has. */
const OLD_TLS = `openssl_conf = all
[all]
ssl_conf = ssl
[ssl]
system_default = versions
[versions]
MaxProtocol = TLSv1.2
`;

let count = 0;

/** kcat, which is made of librdkafka. It reads files of settings, so no password stands in a list of processes. */
export function kcatClient(folder: string): RealClient {
  const oldTls = join(folder, 'old-tls.cnf');
  writeFileSync(oldTls, OLD_TLS);
  return async (setup, work) => {
    const args = argumentsOf(work);
    if (!args) return undefined;
    const file = join(folder, `kcat-${(count += 1)}.conf`);
    writeFileSync(file, settingsOf(setup), { mode: 0o600 });
    const { code, words } = await runProgram('kcat', {
      args: ['-F', file, ...args],
      input: 'a line of kcat\n',
      ...(setup.tls?.version && { env: { OPENSSL_CONF: oldTls } }),
    });
    return { worked: code === 0 && !/ERROR|failed/.test(words), words };
  };
}

/** Its file of settings. */
export function settingsOf({ servers, tls, login }: ClientSetup): string {
  const settings = {
    'bootstrap.servers': servers,
    'security.protocol': `${login ? 'sasl_' : ''}${tls ? 'ssl' : 'plaintext'}`,
    ...(login && {
      'sasl.mechanisms': 'SCRAM-SHA-512',
      'sasl.username': login.user,
      'sasl.password': login.password,
    }),
    ...(tls && {
      'ssl.ca.location': tls.trusted,
      'ssl.endpoint.identification.algorithm': 'https',
      ...(tls.identity && {
        'ssl.key.location': tls.identity,
        'ssl.certificate.location': tls.identity,
      }),
    }),
    'message.timeout.ms': '20000',
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

function argumentsOf(work: ClientWork): readonly string[] | undefined {
  switch (work.kind) {
    case 'write':
      return ['-P', '-t', work.topic];
    case 'read':
      return ['-C', '-t', work.topic, '-p', '0', '-o', 'beginning', '-e'];
    case 'join':
      return ['-G', work.group, '-X', 'auto.offset.reset=earliest', '-e', '-c', '1', work.topic];
    case 'list':
      return ['-L', '-m', '20'];
    case 'describe':
      return ['-L', '-m', '20', '-t', work.topic];
    case 'alter':
    case 'look-at-group':
      return undefined;
  }
}
