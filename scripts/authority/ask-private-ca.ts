import { createHash, createHmac } from 'node:crypto';
import { retryFor } from '../system/retry-for';

/** An answer of AWS that says no. */
export class PrivateCaError extends Error {
  override readonly name = 'PrivateCaError';

  constructor(
    /** Such as `AccessDeniedException`. */
    readonly kind: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Nobody waits for ever on a network that swallows packets. */
const LIMIT_MS = 10_000;
const RETRY_MS = 10_000;
/** What AWS says where the same question may well be answered later. */
const LATER = /Throttl|TooManyRequests|RequestInProgress|InternalFailure|ServiceUnavailable/;

/**
 * Asks AWS Private CA, with the signer and the credentials of AWS's own library: environment, profile, single
 * sign-on, or the machine's. Its client for this service would bring a second generation of that library.
 *
 * @throws PrivateCaError with the word of AWS
 */
export async function askPrivateCa<Answer>(
  region: string,
  action: string,
  body: object,
): Promise<Answer> {
  const retryOn = (error: unknown) => error instanceof PrivateCaError && LATER.test(error.kind);
  return await retryFor({ durationMs: RETRY_MS, retryOn }, async () => {
    const sent = JSON.stringify(body);
    const { method, headers } = await signed(region, action, sent);
    const response = await fetch(endpointOf(region), {
      ...{ method, headers, body: sent },
      signal: AbortSignal.timeout(LIMIT_MS),
    }).catch((cause: unknown) => {
      throw new PrivateCaError('unreachable', reasonOf(cause), { cause });
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text || '{}') as Answer;
    throw refusal(response.status, text);
  });
}

function endpointOf(region: string): string {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_ACM_PCA } = process.env;
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return (
    (AWS_ENDPOINT_URL_ACM_PCA || AWS_ENDPOINT_URL || `https://acm-pca.${region}.${domain}`) + '/'
  );
}

async function signed(region: string, action: string, body: string) {
  const [{ SignatureV4 }, { defaultProvider }] = await Promise.all([
    import('@smithy/signature-v4'),
    import('@aws-sdk/credential-provider-node'),
  ]);
  const { protocol, hostname, port, pathname, host } = new URL(endpointOf(region));
  const credentials = defaultProvider();
  const signer = new SignatureV4({ service: 'acm-pca', region, credentials, sha256: Sha256 });
  return await signer
    .sign({
      ...{ method: 'POST', protocol, hostname, path: pathname, body },
      ...(port !== '' && { port: Number(port) }),
      headers: {
        host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `ACMPrivateCA.${action}`,
      },
    })
    .catch((cause: unknown) => {
      throw new PrivateCaError('no credentials', reasonOf(cause), { cause });
    });
}

type SourceData = string | ArrayBuffer | ArrayBufferView;

/** The form in which the signer wants SHA-256. */
class Sha256 {
  #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: SourceData) {
    this.#hash =
      secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(part: Uint8Array): void {
    this.#hash.update(part);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    this.#hash = createHash('sha256');
  }
}

function bytesOf(data: SourceData): Uint8Array | string {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

function refusal(status: number, text: string): PrivateCaError {
  try {
    type Told = { readonly __type?: string; readonly message?: string; readonly Message?: string };
    const { __type: type = '', message, Message } = JSON.parse(text) as Told;
    return new PrivateCaError(type.split('#').at(-1)!, message ?? Message ?? '');
  } catch {
    return new PrivateCaError(`HTTP ${status}`, text.slice(0, 200));
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { readonly cause?: { readonly message?: string } };
  return cause?.message === undefined ? message : `${message}: ${cause.message}`;
}
