import {
  checkServerIdentity,
  createSecureContext,
  type ConnectionOptions,
  type SecureContext,
} from 'node:tls';
import { parseAddress } from '../../cluster/cidr';
import {
  foundCertificate,
  readCertificates,
  type FoundCertificate,
} from '../../cluster/identities/found-certificate';

/** What a secured cluster is shown by whoever asks it. Holds no secret that could be printed. */
export interface Credentials {
  /** The certificate of the tools, with its key, and the authorities that are trusted. */
  readonly certificate: SecureContext;
  /** The same authorities, and no certificate: for those who log in. */
  readonly trust: SecureContext;
  /** What those authorities are. */
  readonly authorities: readonly FoundCertificate[];
  /** Who logs in at the listeners of clients; undefined where nobody does. */
  readonly login?: () => Login;
}

/** A user of the cluster. */
export interface Login {
  readonly name: string;
  readonly password: string;
}

/** PEM texts, as the files of an identity hold them. */
export interface IdentityTexts {
  /** The key and the certificate. */
  readonly identity: string;
  readonly trusted: string;
}

/** The one version of TLS that members and tools speak. */
export const TLS_VERSION = 'TLSv1.3';

/** Takes the texts for sound; they are not kept. */
export function credentialsFrom({ identity, trusted }: IdentityTexts): Credentials {
  const common = { ca: trusted, minVersion: TLS_VERSION } as const;
  return {
    certificate: createSecureContext({ ...common, cert: identity, key: identity }),
    trust: createSecureContext(common),
    authorities: readCertificates(trusted).map(foundCertificate),
  };
}

/** The same credentials, with somebody who logs in where clients do. */
export function withLogin(credentials: Credentials, login: Login): Credentials {
  return { ...credentials, login: () => login };
}

/**
 * How a TLS connection is opened to what the cluster knows by this address, whatever way leads there.
 * The address is what the certificate must name: a tunnel ends at another one.
 */
export function tlsTo(address: string, secureContext: SecureContext): ConnectionOptions {
  return {
    secureContext,
    minVersion: TLS_VERSION,
    ...indicatedName(address),
    checkServerIdentity: (_, certificate) => checkServerIdentity(address, certificate),
  };
}

/** The name that a server is asked for by, as TLS has it: an address is none (RFC 6066). */
export function indicatedName(address: string): Pick<ConnectionOptions, 'servername'> {
  return parseAddress(address) === undefined ? { servername: address } : {};
}
