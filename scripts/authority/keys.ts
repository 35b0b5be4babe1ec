import { createPrivateKey, webcrypto, type KeyObject } from 'node:crypto';

/** P-256: a handshake costs a server a tenth of what RSA costs, and all clients know it. */
export const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;
export const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** A key to sign with. */
export interface SigningKey {
  readonly key: webcrypto.CryptoKey;
  readonly signature: typeof SIGNATURE | typeof RSA;
}

export async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
}

/** PKCS #8 as PEM, the one form that Kafka and ZooKeeper read. */
export async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({
    ...{ format: 'pem', type: 'pkcs8' },
  }) as string;
}

/**
 * A key of an authority: that of the cluster's own, or one of another kind that somebody has put in its place.
 *
 * @returns undefined for a kind that nobody signs with here
 */
export async function importKey(key: KeyObject): Promise<SigningKey | undefined> {
  const der = key.export({ format: 'der', type: 'pkcs8' });
  const load = (algorithm: webcrypto.EcKeyImportParams | webcrypto.RsaHashedImportParams) =>
    webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  if (key.asymmetricKeyType === 'rsa') return { key: await load(RSA), signature: RSA };
  const namedCurve = CURVES.get(key.asymmetricKeyDetails?.namedCurve ?? '');
  if (namedCurve === undefined) return undefined;
  return { key: await load({ name: 'ECDSA', namedCurve }), signature: SIGNATURE };
}

/** OpenSSL's names of those that TLS 1.3 has. */
const CURVES: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
]);
