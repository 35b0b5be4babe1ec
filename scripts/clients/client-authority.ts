import { readCertificates } from '../../cluster/identities/found-certificate';
import { formatProblem, UserError } from '../../cluster/errors';
import { RUN_PROGRAM } from '../../cluster/program';
import type { ResolvedSpec } from '../../cluster/resolve-spec';
import type { CertificateAuthority } from '../authority/certificate-authority';
import { keyOfRequest } from '../authority/key-of-request';
import { OwnAuthority } from '../authority/own-authority';
import { requireFit } from '../authority/require-fit';
import type { SecretStore } from '../secrets/secret-store';

/** Its secret lies beside that of the members' authority, under a name of its own. */
const PREFIX = 'client-';

/**
 * An authority of the cluster's own that signs for clients and nobody else: another one than the members', so
 * that no client's certificate is taken at their ports. Made the first time.
 */
export function clientAuthority(
  secrets: SecretStore,
  clusterName: string,
): Promise<CertificateAuthority> {
  const own: SecretStore = {
    read: (name) => secrets.read(`${PREFIX}${name}`),
    keep: (name, secret) => secrets.keep(`${PREFIX}${name}`, secret),
    replace: (name, secret) => secrets.replace(`${PREFIX}${name}`, secret),
    remove: (name) => secrets.remove(`${PREFIX}${name}`),
  };
  return OwnAuthority.open(own, `${clusterName} clients`);
}

/** What a client asks for. */
export interface ClientRequest {
  readonly client: string;
  /** PKCS #10, as PEM: only its key counts. */
  readonly request: string;
  readonly days: number;
}

/**
 * Has the cluster's own authority of clients sign for a client of the spec.
 *
 * @returns the certificate, as PEM
 * @throws UserError where the spec has no such client, does not trust that authority, or the request is none
 */
export async function certifyClient(
  { clusterName, clients, security }: Pick<ResolvedSpec, 'clusterName' | 'clients' | 'security'>,
  secrets: SecretStore,
  { client, request, days }: ClientRequest,
): Promise<string> {
  const withCertificates = clients.filter(({ certificate }) => certificate).map(({ name }) => name);
  if (!withCertificates.includes(client)) {
    const there = withCertificates.join(', ') || 'none';
    throw problem({
      path: `client ${client}`,
      rule: 'stand in the spec, with certificate: true',
      remedy: `Add it, or name one that does (there are ${there})`,
    });
  }
  const authority = await clientAuthority(secrets, clusterName);
  const trusted = await authority.trusted();
  const given = (security.kind === 'tls' ? (security.clientAuthorities ?? []) : []).flatMap(
    readCertificates,
  );
  const [own] = readCertificates(trusted);
  if (!given.some(({ fingerprint256 }) => fingerprint256 === own!.fingerprint256)) {
    throw problem({
      path: 'security.clientAuthorities',
      rule: "have the cluster's own authority of clients, or brokers would not believe what it signs",
      remedy: `Put what \`${RUN_PROGRAM} clients authority\` prints into it and deploy, or have the other authority sign`,
    });
  }
  const names = { commonName: client, hosts: [] };
  const signed = await authority.sign({ request, names, days });
  requireFit(signed, { key: keyOfRequest(request), names, trusted, now: new Date() });
  return signed;
}

function problem(found: Parameters<typeof formatProblem>[0]): UserError {
  return new UserError(formatProblem(found));
}
