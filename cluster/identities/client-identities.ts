/**
 * What the names of users begin with that show a certificate. No password is anybody's whose name has a colon: so
 * neither is a client with a password taken for one with a certificate, nor the other way round, nor any
 * of them for a member, whose name begins with `CN=`.
 */
export const CERTIFICATE_USER_PREFIX = 'certificate:';

interface ClientName {
  readonly name: string;
  readonly certificate?: boolean;
}

/** The name of a client as Kafka knows it: in grants, limits and logs. */
export function userName({ name, certificate = false }: ClientName): string {
  return certificate ? `${CERTIFICATE_USER_PREFIX}${name}` : name;
}

/**
 * How Kafka makes that name of a certificate's: of the common name alone, where it is one that a client can have and
 * stands first, as Java writes names. Whoever has another is let in nowhere.
 */
export const CERTIFICATE_USER_RULE = `RULE:^CN=([a-z0-9][a-z0-9._-]{0,63})(?:,.*)?$/${CERTIFICATE_USER_PREFIX}$1/`;
