import { createSecureContext } from 'node:tls';
import { UserError } from '../../cluster/errors';
import {
  isNearItsEnd,
  readCertificates,
  foundCertificate,
} from '../../cluster/identities/found-certificate';
import { memberName, type CertificateNames } from '../../cluster/identities/member-identities';
import { RUN_PROGRAM } from '../../cluster/program';
import type { CertificateAuthority } from '../authority/certificate-authority';
import { leadsTo } from '../authority/certificate-path';
import { newIdentity } from '../authority/new-identity';
import { credentialsFrom, type Credentials } from '../cluster-access/credentials';
import { TOOLS_IDENTITY, TRUSTED } from '../secrets/secret-names';
import type { SecretStore } from '../secrets/secret-store';

/** Whose tools, and how long their certificate is to hold. */
export interface ToolsOf {
  readonly clusterName: string;
  readonly days: number;
}

/**
 * What the tools show to a deployed cluster, from its secret store.
 *
 * @returns undefined where there is nothing yet: no deploy has come so far
 * @throws UserError where it is over, or can't be read
 */
export async function readToolsCredentials(secrets: SecretStore): Promise<Credentials | undefined> {
  const [identity, trusted] = await Promise.all([
    secrets.read(TOOLS_IDENTITY),
    secrets.read(TRUSTED),
  ]);
  if (identity === undefined || trusted === undefined) return undefined;
  const [own] = readCertificates(identity);
  if (!own || !isSound(identity)) {
    throw new UserError(
      `The secret ${TOOLS_IDENTITY}: must be a key and its certificate in PEM. ${ANEW}`,
    );
  }
  if (own.validFromDate > new Date()) {
    throw new UserError(
      `The tools' certificate: must hold already, got one that begins on ${own.validFrom}, while it is ` +
        `${new Date().toUTCString()} here. Set the clock of this machine, or that of the one that made it.`,
    );
  }
  if (own.validToDate <= new Date()) {
    throw new UserError(
      `The tools' certificate: must still hold, got one that was over on ${own.validTo}. ${ANEW}`,
    );
  }
  return credentialsFrom({ identity, trusted });
}

const ANEW = `Run \`${RUN_PROGRAM} converge\`, which makes it anew.`;

function isSound(identity: string): boolean {
  try {
    createSecureContext({ cert: identity, key: identity });
    return true;
  } catch {
    return false;
  }
}

/** What the tools show, as it is kept. */
export async function readToolsIdentity(
  secrets: SecretStore,
): Promise<{ readonly chain: string; readonly trusted: string }> {
  const [kept = '', trusted = ''] = await Promise.all([
    secrets.read(TOOLS_IDENTITY),
    secrets.read(TRUSTED),
  ]);
  return { chain: readCertificates(kept).map(String).join(''), trusted };
}

/** Who signs for the tools, whom they trust, and whose certificates are good. PEM. */
export interface ToolsTrust {
  readonly authority: CertificateAuthority;
  readonly trusted: string;
  readonly signers: string;
}

/** Gives the tools a new certificate where they have none that is good for a while, and whom to trust. */
export async function renewToolsIdentity(
  secrets: SecretStore,
  { authority, trusted, signers }: ToolsTrust,
  { clusterName, days }: ToolsOf,
): Promise<void> {
  if ((await secrets.read(TRUSTED)) !== trusted) await secrets.replace(TRUSTED, trusted);
  if (await hasToolsIdentity(secrets, signers)) return;
  await secrets.replace(
    TOOLS_IDENTITY,
    await newIdentity(authority, toolsNames({ clusterName }), days),
  );
}

/** Whether the tools have a certificate of one of these signers that is good for a while. */
export async function hasToolsIdentity(secrets: SecretStore, signers: string): Promise<boolean> {
  const kept = (await secrets.read(TOOLS_IDENTITY)) ?? '';
  const chain = readCertificates(kept);
  const [own] = chain;
  return (
    own !== undefined &&
    isSound(kept) &&
    !isNearItsEnd(foundCertificate(own), new Date()) &&
    leadsTo(chain, readCertificates(signers))
  );
}

/** What the certificate of the tools says of them. */
export function toolsNames({ clusterName }: Pick<ToolsOf, 'clusterName'>): CertificateNames {
  return { commonName: memberName(clusterName), hosts: [] };
}
