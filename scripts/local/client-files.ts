import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatPropertyValue } from '../../cluster/settings/java-properties';
import { CLIENT_MECHANISM } from '../../cluster/security';
import { bootstrapServers, type Topology } from '../../cluster/topology';
import type { SecretStore } from '../secrets/secret-store';
import { passwordName } from '../clients/password-name';
import type { LocalCluster } from './local-cluster';
import type { ClientLogin } from './next-steps';
import { toolsFile, trustedFile } from './local-secrets';

const FOLDER = 'clients';
const OWN_FILE = 0o600;

/** The settings with which Kafka's own clients log in as this client. */
export function clientFile(folder: string, client: string): string {
  return join(folder, FOLDER, `${client}.properties`);
}

/** How the first client of the spec is let in; undefined where nobody is asked who he is, or nobody is let in. */
export function clientLogin({ topology }: Pick<LocalCluster, 'topology'>): ClientLogin | undefined {
  const [client] = topology.spec.clients;
  if (!client) return undefined;
  return {
    server: bootstrapServers(topology).split(',')[0]!,
    propertiesFile: clientFile('', client.name),
  };
}

/** The settings with which Kafka's own tools may do everything, at the brokers' own listener. */
export function adminFile(folder: string): string {
  return join(folder, 'admin.properties');
}

/** Writes the settings of each client of the spec, and those of Kafka's own tools. */
export async function writeClientFiles(
  folder: string,
  { spec }: Topology,
  secrets: SecretStore,
): Promise<void> {
  rmSync(join(folder, FOLDER), { recursive: true, force: true });
  mkdirSync(join(folder, FOLDER), { mode: 0o700 });
  // Who shows a certificate has its key himself.
  for (const { name } of spec.clients.filter(({ certificate }) => !certificate)) {
    const password = await secrets.read(passwordName(name));
    if (password === undefined) continue;
    writeOwn(clientFile(folder, name), {
      'security.protocol': 'SASL_SSL',
      'sasl.mechanism': CLIENT_MECHANISM,
      'sasl.jaas.config':
        'org.apache.kafka.common.security.scram.ScramLoginModule required ' +
        `username="${name}" password="${password}";`,
      ...trust(folder),
    });
  }
  writeOwn(adminFile(folder), {
    'security.protocol': 'SSL',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': toolsFile(folder),
    ...trust(folder),
  });
}

const trust = (folder: string) => ({
  'ssl.truststore.type': 'PEM',
  'ssl.truststore.location': trustedFile(folder),
});

function writeOwn(file: string, settings: Readonly<Record<string, string>>): void {
  const lines = Object.entries(settings).map(
    ([key, value]) => `${key}=${formatPropertyValue(value)}\n`,
  );
  rmSync(file, { force: true });
  writeFileSync(file, lines.join(''), { mode: OWN_FILE });
}
