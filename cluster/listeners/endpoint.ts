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
  if (bracketed !== undefined) return isIpv6(bracketed) ? { host: bracketed, port } : undefined;
  return isIpv4(plain) || isHostName(plain) ? { host: plain, port } : undefined;
}

const NAME =
  /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*([a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)$/i;

/** A name whose last part is a number would be read as an address. */
function isHostName(text: string): boolean {
  const last = NAME.exec(text)?.[1];
  return last !== undefined && !/^\d+$/.test(last);
}

/** Without networks that no host can be in: 0.0.0.0/8, multicast and what is reserved. */
function isIpv4(text: string): boolean {
  const parts = text.split('.');
  const isQuad = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part));
  const numbers = parts.map(Number);
  return isQuad && numbers.every((n) => n <= 255) && numbers[0]! > 0 && numbers[0]! < 224;
}

/** Without the address that stands for none, and multicast. */
function isIpv6(text: string): boolean {
  const host = URL.canParse(`http://[${text}]/`)
    ? new URL(`http://[${text}]/`).hostname
    : undefined;
  return host !== undefined && host !== '[::]' && !/^\[ff/.test(host);
}
