import 'reflect-metadata';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { UserError } from '../../cluster/errors';

/** The request as it is. @throws UserError where it is none */
export function parseRequest(pem: string): Pkcs10CertificateRequest {
  try {
    return new Pkcs10CertificateRequest(pem);
  } catch {
    throw badRequest('be a PKCS #10 request in PEM');
  }
}

/** The public key of a request, as PEM. @throws UserError where it is no request */
export function keyOfRequest(pem: string): string {
  return parseRequest(pem).publicKey.toString('pem');
}

export function badRequest(rule: string): UserError {
  return new UserError(`The certificate request: must ${rule}. Make it anew.`);
}
