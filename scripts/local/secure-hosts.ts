import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  memberIdentities,
  memberName,
  type CertificateNames,
} from '../../cluster/identities/member-identities';
import { DEFAULT_CERTIFICATE_DAYS } from '../../cluster/security';
import type { Topology } from '../../cluster/topology';
import { newIdentity } from '../authority/new-identity';
import { OwnAuthority } from '../authority/own-authority';
import { TOOLS_IDENTITY } from '../secrets/secret-names';
import { localSecrets, trustedFile } from './local-secrets';

/**
 * Gives every process of a secured cluster its key and certificate, and the tools theirs: new ones at each
 * start, from the authority in the cluster's folder.
 *
 * @param options.onlyMissing whether those that are there stay, as processes may run with them. @default false
 */
export async function secureHosts(
  topology: Topology,
  folder: string,
  { onlyMissing = false } = {},
): Promise<void> {
  const { security, clusterName } = topology.spec;
  if (security.kind !== 'tls') return;
  const secrets = localSecrets(folder);
  const authority = await OwnAuthority.open(secrets, clusterName);
  const trusted = await authority.trusted();
  const identify = (names: CertificateNames) =>
    newIdentity(authority, names, security.certificateDays ?? DEFAULT_CERTIFICATE_DAYS);
  await Promise.all(
    memberIdentities(topology).map(async ({ files, ...names }) => {
      if (onlyMissing && existsSync(files.identity) && existsSync(files.trusted)) return;
      mkdirSync(dirname(files.identity), { recursive: true });
      writePrivate(files.identity, await identify(names));
      writeFileSync(files.trusted, trusted);
    }),
  );
  const tools = { commonName: memberName(clusterName), hosts: [] };
  await secrets.replace(TOOLS_IDENTITY, await identify(tools));
  writeFileSync(trustedFile(folder), trusted);
}

const OWN_FILE = 0o600;

function writePrivate(file: string, content: string): void {
  // Made with these rights: there is no moment in which others could read it.
  writeFileSync(file, content, { mode: OWN_FILE });
  chmodSync(file, OWN_FILE);
}
