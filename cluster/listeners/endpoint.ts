import { isHostAddress, parseAddress } from '../cidr';

/** Where to connect: a host name or an address, and a TCP port. */
export interface Endpoint {
  /** An IPv6 address stands without brackets. */
  readonly host: string;
  readonly port: number;
}

/** `host:port`; an IPv6 address stands in brackets. */
export function endpointText({ host, port }: Endpoint): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Reads `host` or `host:port`; an IPv6 address stands in brackets.
 *
 * @returns undefined where the host is neither a name nor an address that a host can have, or the
 * port is none
 */
export function parseEndpoint(text: string, defaultPort: number): Endpoint | undefined {
  const [, bracketed, plain = '', digits] =
    /^(?:\[([^[\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = digits === undefined ? defaultPort : Number(digits);
  if (port < 1 || port > 65_535) return undefined;
  const host = bracketed ?? plain;
  const address = parseAddress(host);
  const isHost =
    address === undefined
      ? bracketed === undefined && isHostName(host)
      : isHostAddress(address) && address.family === (bracketed === undefined ? 4 : 6);
  return isHost ? { host, port } : undefined;
}

const NAME =
  /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*([a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)$/i;

/** A name whose last part is a number would be read as an address. */
function isHostName(text: string): boolean {
  const last = NAME.exec(text)?.[1];
  return last !== undefined && !/^\d+$/.test(last);
}
