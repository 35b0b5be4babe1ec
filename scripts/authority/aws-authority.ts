import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsPrivateCaSpec } from '../../cluster/identities/authority-spec';
import { parseAddress } from '../../cluster/cidr';
import { formatProblem, UserError } from '../../cluster/errors';
import { readCertificates } from '../../cluster/identities/found-certificate';
import type { CertificateNames } from '../../cluster/identities/member-identities';
import { askPrivateCa, PrivateCaError } from './ask-private-ca';
import type { CertificateAuthority, SigningRequest } from './certificate-authority';

/** For servers and clients, with the names that the caller gives and none of the request. */
const TEMPLATE = 'EndEntityCertificate_APIPassthrough/V1';
const WAIT_MS = 60_000;
const PAUSE_MS = 500;

interface Issued {
  readonly Certificate: string;
  readonly CertificateChain?: string;
}

/** An authority of AWS Private CA. */
export class AwsAuthority implements CertificateAuthority {
  readonly #region: string;
  readonly #partition: string;

  constructor(private readonly spec: Pick<AwsPrivateCaSpec, 'arn'>) {
    const [, partition = '', , region = ''] = spec.arn.split(':');
    this.#partition = partition;
    this.#region = region;
  }

  /** The root that it leads to; its own certificate where it is that. */
  async trusted(): Promise<string> {
    const { Certificate, CertificateChain = '' } = await this.#ask<Issued>(
      'GetCertificateAuthorityCertificate',
    );
    const chain = readCertificates(`${Certificate}\n${CertificateChain}`);
    const roots = chain.filter((each) => each.ca && each.checkIssued(each));
    if (roots.length > 0) return roots.map(String).join('');
    throw this.#refuse('lead to a root', 'Import its certificate with the whole chain');
  }

  async sign({ request, names, days }: SigningRequest): Promise<string> {
    const { CertificateAuthority } = await this.#ask<Described>('DescribeCertificateAuthority');
    const { CertificateArn } = await this.#ask<{ readonly CertificateArn: string }>(
      'IssueCertificate',
      {
        Csr: Buffer.from(request).toString('base64'),
        SigningAlgorithm: CertificateAuthority.CertificateAuthorityConfiguration.SigningAlgorithm,
        TemplateArn: `arn:${this.#partition}:acm-pca:::template/${TEMPLATE}`,
        Validity: { Type: 'DAYS', Value: Math.ceil(days) },
        ApiPassthrough: passthrough(names),
        // Asked twice for the same key, it signs once: a new request has a new key.
        IdempotencyToken: createHash('sha256').update(request).digest('hex').slice(0, 36),
      },
    );
    const { Certificate, CertificateChain = '' } = await this.#issued(CertificateArn);
    return `${Certificate}\n${CertificateChain}`;
  }

  /** It takes some seconds until what was asked for is there. */
  async #issued(CertificateArn: string): Promise<Issued> {
    const end = performance.now() + WAIT_MS;
    for (;;) {
      try {
        return await this.#ask<Issued>('GetCertificate', { CertificateArn });
      } catch (error) {
        const { cause } = error as Error;
        const isComing = cause instanceof PrivateCaError && /InProgress/.test(cause.kind);
        if (!isComing || performance.now() >= end) throw error;
      }
      await sleep(PAUSE_MS);
    }
  }

  async #ask<Answer>(action: string, more: object = {}): Promise<Answer> {
    const body = { CertificateAuthorityArn: this.spec.arn, ...more };
    try {
      return await askPrivateCa<Answer>(this.#region, action, body);
    } catch (cause) {
      if (!(cause instanceof PrivateCaError)) throw cause;
      const remedy = `Give this command AWS credentials with acm-pca:${action} for it, and see that it is active`;
      throw this.#refuse(`answer ${action}`, remedy, cause);
    }
  }

  #refuse(rule: string, remedy: string, cause?: PrivateCaError): UserError {
    const path = `The authority ${this.spec.arn}`;
    const value = cause && `${cause.kind}: ${cause.message}`;
    return new UserError(formatProblem({ path, rule, remedy, ...(cause && { value }) }), { cause });
  }
}

interface Described {
  readonly CertificateAuthority: {
    readonly CertificateAuthorityConfiguration: { readonly SigningAlgorithm: string };
  };
}

function passthrough({ commonName, hosts }: CertificateNames): object {
  const SubjectAlternativeNames = hosts.map((host) =>
    parseAddress(host) === undefined ? { DnsName: host } : { IpAddress: host },
  );
  return {
    Subject: { CommonName: commonName },
    ...(hosts.length > 0 && { Extensions: { SubjectAlternativeNames } }),
  };
}
