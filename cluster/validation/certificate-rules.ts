import { duplicates } from '../checks/duplicates';
import type { Problem } from '../errors';
import { readCertificates } from '../identities/found-certificate';
import type { ListenersSpec } from '../listeners/listeners-spec';
import { securityOf, trustsClients } from '../security';
import type { KafkaClusterSpec } from '../spec';

/** A certificate is worth what the authority is that signed it: the spec says which. */
export function certificatesAreTrusted({
  clients = [],
  listeners = {},
  ...spec
}: KafkaClusterSpec): readonly Problem[] {
  const security = securityOf(spec);
  if (trustsClients(security)) return plainPortOfCertificates(listeners);
  const remedy =
    "Name who signs: Security.tls({ clientAuthorities: [readFileSync('clients-authority.pem', 'utf8')] })";
  const rule = 'be left out where the spec trusts no authority of clients';
  const isSecured = security.kind === 'tls';
  return [
    ...clients.flatMap(({ certificate }, index) =>
      certificate && isSecured ? [{ path: `clients[${index}].certificate`, rule, remedy }] : [],
    ),
    ...(listeners.certificate ? [{ path: 'listeners.certificate', rule, remedy }] : []),
  ];
}

function plainPortOfCertificates({ certificate }: ListenersSpec): readonly Problem[] {
  if (certificate?.port === undefined) return [];
  const rule = 'be left out, as certificates are shown under TLS alone';
  const remedy = 'Set tlsPort';
  return [{ path: 'listeners.certificate.port', rule, value: certificate.port, remedy }];
}

/** Of two that are the same, one would go unnoticed when it is taken out. */
export function authoritiesDiffer(spec: KafkaClusterSpec): readonly Problem[] {
  const security = securityOf(spec);
  if (security.kind === 'plaintext') return [];
  const found = (security.clientAuthorities ?? []).map(
    (pem) => readCertificates(pem)[0]?.fingerprint256 ?? pem,
  );
  return duplicates(found, (index) => `security.clientAuthorities[${index}]`, 'Name it once');
}
