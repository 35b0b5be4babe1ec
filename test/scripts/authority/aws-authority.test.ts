import { X509Certificate } from 'node:crypto';
import { readCertificates } from '../../../cluster/identities/found-certificate';
import { askPrivateCa } from '../../../scripts/authority/ask-private-ca';
import { AwsAuthority } from '../../../scripts/authority/aws-authority';
import { newIdentity } from '../../../scripts/authority/new-identity';
import { startAwsDouble, type AwsDouble } from '../../lab/aws-double/start-aws-double';

const REGION = 'eu-west-1';
const ROOT = 'arn:aws:acm-pca:::template/RootCACertificate/V1';
const names = { commonName: 'logs-members', hosts: ['broker-1.logs.internal', '10.0.0.7'] };
const before = { ...process.env };
let double: AwsDouble;
let arn: string;

beforeAll(async () => {
  double = await startAwsDouble();
  Object.assign(process.env, double.environment);
  arn = await newRoot();
});
afterAll(async () => {
  await double?.stop();
  process.env = before;
});

async function create(): Promise<string> {
  type Created = { readonly CertificateAuthorityArn: string };
  const { CertificateAuthorityArn } = await askPrivateCa<Created>(
    REGION,
    'CreateCertificateAuthority',
    {
      CertificateAuthorityType: 'ROOT',
      CertificateAuthorityConfiguration: {
        KeyAlgorithm: 'RSA_2048',
        SigningAlgorithm: 'SHA256WITHRSA',
        Subject: { CommonName: 'private root' },
      },
    },
  );
  return CertificateAuthorityArn;
}

/** As one is set up: it signs itself, and is given that. */
async function newRoot(): Promise<string> {
  const CertificateAuthorityArn = await create();
  const of = <Answer>(action: string, more: object = {}) =>
    askPrivateCa<Answer>(REGION, action, { CertificateAuthorityArn, ...more });
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const { Csr } = await of<{ Csr: string }>('GetCertificateAuthorityCsr');
  const { CertificateArn } = await of<{ CertificateArn: string }>('IssueCertificate', {
    ...{ Csr: base64(Csr), SigningAlgorithm: 'SHA256WITHRSA', TemplateArn: ROOT },
    Validity: { Type: 'YEARS', Value: 10 },
  });
  const { Certificate } = await of<{ Certificate: string }>('GetCertificate', { CertificateArn });
  await of('ImportCertificateAuthorityCertificate', { Certificate: base64(Certificate) });
  return CertificateAuthorityArn;
}

test('it signs what the spec says, for the days that were asked for', async () => {
  const authority = new AwsAuthority({ arn });
  const [own, ...others] = readCertificates(await newIdentity(authority, names, 30));
  expect([own!.subject, own!.issuer, others]).toEqual(['CN=logs-members', 'CN=private root', []]);
  expect(own!.subjectAltName).toBe('DNS:broker-1.logs.internal, IP Address:10.0.0.7');
  expect((own!.validToDate.getTime() - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
  expect(new X509Certificate(await authority.trusted()).subject).toBe('CN=private root');
});

test('the tools, whom nobody connects to, get a certificate without a host', async () => {
  const tools = { commonName: 'logs-members', hosts: [] };
  const [own] = readCertificates(await newIdentity(new AwsAuthority({ arn }), tools, 30));
  expect(own!.subjectAltName).toBeUndefined();
});

test('one that is not set up yet, or not there, is told with the right that may be missing', async () => {
  const pending = await create();
  await expect(new AwsAuthority({ arn: pending }).trusted()).rejects.toThrow(
    /^The authority arn:\S+: must answer GetCertificateAuthorityCertificate, got 'InvalidStateException: .*\. Give this command AWS credentials with acm-pca:GetCertificateAuthorityCertificate for it, and see that it is active\.$/,
  );
  const gone = new AwsAuthority({ arn: `${arn}0` });
  await expect(newIdentity(gone, names, 30)).rejects.toThrow(/ResourceNotFoundException/);
});

test('no answer is told', async () => {
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:40009';
  const answer = new AwsAuthority({ arn }).trusted();
  await expect(answer).rejects.toThrow(/got 'unreachable: fetch failed.*ECONNREFUSED/);
  process.env.AWS_ENDPOINT_URL = double.endpoint;
});
