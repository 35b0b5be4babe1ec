import { parseAddress } from '../../../cluster/cidr';
import type { CertificateNames } from '../../../cluster/identities/member-identities';
import type { AwsCalls } from './aws-calls';

/** A root of AWS Private CA, in the account of a lab. */
export interface PrivateCa {
  readonly arn: string;
  /** PEM. */
  readonly certificate: string;
  /** For a day. @returns the certificate, as PEM */
  sign(request: string, names: CertificateNames): Promise<string>;
}

const TEMPLATES = 'arn:aws:acm-pca:::template';
const SERVICE = 'acm-pca';
const SigningAlgorithm = 'SHA256WITHRSA';

/** Makes one as it is set up: it signs itself, and is given that. */
export async function newPrivateCa(calls: AwsCalls, commonName: string): Promise<PrivateCa> {
  type Created = { readonly CertificateAuthorityArn: string };
  const { CertificateAuthorityArn: arn } = await calls.call<Created>(
    SERVICE,
    'create_certificate_authority',
    {
      CertificateAuthorityType: 'ROOT',
      CertificateAuthorityConfiguration: {
        ...{ KeyAlgorithm: 'RSA_2048', SigningAlgorithm },
        Subject: { CommonName: commonName },
      },
    },
  );
  const of = <Answer>(operation: string, more: object) =>
    calls.call<Answer>(SERVICE, operation, { CertificateAuthorityArn: arn, ...more });
  const issue = async (Csr: string, how: object): Promise<string> => {
    type Issued = { readonly CertificateArn: string };
    const asked = { Csr, SigningAlgorithm, ...how };
    const { CertificateArn } = await of<Issued>('issue_certificate', asked);
    type Got = { readonly Certificate: string };
    return (await of<Got>('get_certificate', { CertificateArn })).Certificate;
  };
  const { Csr } = await of<{ readonly Csr: string }>('get_certificate_authority_csr', {});
  const certificate = await issue(Csr, {
    TemplateArn: `${TEMPLATES}/RootCACertificate/V1`,
    Validity: { Type: 'YEARS', Value: 10 },
  });
  await of('import_certificate_authority_certificate', { Certificate: certificate });
  return {
    ...{ arn, certificate },
    sign: async (request, { commonName: CommonName, hosts }) => {
      const SubjectAlternativeNames = hosts.map((host) =>
        parseAddress(host) === undefined ? { DnsName: host } : { IpAddress: host },
      );
      const signed = await issue(request, {
        TemplateArn: `${TEMPLATES}/EndEntityCertificate_APIPassthrough/V1`,
        Validity: { Type: 'DAYS', Value: 1 },
        ApiPassthrough: { Subject: { CommonName }, Extensions: { SubjectAlternativeNames } },
      });
      return `${signed.trim()}\n`;
    },
  };
}
