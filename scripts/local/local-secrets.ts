import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Topology } from '../../cluster/topology';
import { credentialsFrom } from '../cluster-access/credentials';
import { directReach, reachWith, type Reach } from '../cluster-access/reach';
import { FileSecretStore } from '../secrets/file-secret-store';
import { TOOLS_IDENTITY } from '../secrets/secret-names';

const SECRETS = 'secrets';

/** What is secret of a local cluster, in its folder. */
export function localSecrets(folder: string): FileSecretStore {
  return new FileSecretStore(join(folder, SECRETS));
}

/** The file of the tools' key and certificate, for Kafka's own tools. */
export function toolsFile(folder: string): string {
  return join(folder, SECRETS, TOOLS_IDENTITY);
}

/** The certificate of the cluster's authority, for everybody. */
export function trustedFile(folder: string): string {
  return join(folder, 'trusted.pem');
}

/** The way to a local cluster, with what it asks for. */
export function localReach(folder: string, { spec }: Topology): Reach {
  if (spec.security.kind === 'plaintext') return directReach;
  const [identity, trusted] = [toolsFile(folder), trustedFile(folder)].map((file) =>
    readFileSync(file, 'utf8'),
  ) as [string, string];
  return reachWith(directReach, credentialsFrom({ identity, trusted }));
}
