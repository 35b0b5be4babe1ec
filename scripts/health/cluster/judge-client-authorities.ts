import { foundCertificate, readCertificates } from '../../../cluster/identities/found-certificate';
import { describeEnd } from './judge-certificates';
import type { Finding, JudgedCluster } from './judged-cluster';

const DAY_MS = 86_400_000;
/** Another one comes by a roll, and every client has to be signed for anew. */
const ENOUGH_DAYS = 30;

type Judged = JudgedCluster<'certificates'>;

/** None of the authorities that sign for clients is the members' own, whose certificates open more. */
export function judgeClientAuthorities(cluster: Judged): readonly Finding[] {
  const members = (cluster.state.certificates?.shown ?? []).map(
    ({ certificate }) => certificate.issuer,
  );
  return authoritiesOf(cluster)
    .filter(({ certificate }) => members.includes(certificate.subject))
    .map(({ path, certificate }) => ({
      path,
      rule: 'be another authority than that of the members, whose certificates are taken at all ports',
      value: certificate.subject,
      remedy: 'Name the authority of clients: docs/clients.md says how one is made',
    }));
}

/** Each of them holds for a month yet. */
export function judgeClientAuthoritiesEnd(cluster: Judged): readonly Finding[] {
  const at = cluster.state.certificates?.at;
  if (at === undefined) return [];
  return authoritiesOf(cluster)
    .filter(
      ({ certificate }) => certificate.notAfter.getTime() - at.getTime() < ENOUGH_DAYS * DAY_MS,
    )
    .map(({ path, certificate }) => ({
      path,
      rule: `hold for ${ENOUGH_DAYS} days, as what it signed ends with it`,
      value: describeEnd(certificate, at),
      remedy: 'Name another one beside it, have clients signed anew, then take it out',
    }));
}

function authoritiesOf({ topology: { spec } }: Judged) {
  const { security } = spec;
  const authorities = security.kind === 'tls' ? (security.clientAuthorities ?? []) : [];
  return authorities.flatMap((pem, index) =>
    readCertificates(pem).map((certificate) => ({
      path: `security.clientAuthorities[${index}]`,
      certificate: foundCertificate(certificate),
    })),
  );
}
