import 'reflect-metadata';
import type { X509Certificate } from 'node:crypto';
import { BasicConstraintsExtension, X509Certificate as Parsed } from '@peculiar/x509';

/**
 * The certificates that lead from the first one to one of these authorities: itself, and those in between
 * in the order in which a server shows them. What else there is is left out.
 *
 * @returns undefined where none of these authorities is reached
 */
export function pathTo(
  [own, ...others]: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  isGood: (issuer: X509Certificate) => boolean = () => true,
): readonly X509Certificate[] | undefined {
  if (!own) return undefined;
  const climb = (path: readonly X509Certificate[]): readonly X509Certificate[] | undefined => {
    const top = path.at(-1)!;
    const signs = (issuer: X509Certificate) =>
      top.checkIssued(issuer) && top.verify(issuer.publicKey) && maySign(issuer, path.length - 1);
    if (trusted.some((root) => signs(root))) return path;
    for (const issuer of others) {
      if (path.includes(issuer) || !isGood(issuer) || !signs(issuer)) continue;
      const found = climb([...path, issuer]);
      if (found) return found;
    }
    return undefined;
  };
  return climb([own]);
}

/** Whether one of these authorities has signed the first certificate, by way of the others. */
export function leadsTo(
  chain: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): boolean {
  return pathTo(chain, trusted) !== undefined;
}

/** Whether it is of an authority, and lets so many others stand below it. */
function maySign(issuer: X509Certificate, below: number): boolean {
  if (!issuer.ca) return false;
  const { pathLength } =
    new Parsed(issuer.raw).getExtension(BasicConstraintsExtension) ??
    ({} as { pathLength?: number });
  return pathLength === undefined || pathLength >= below;
}
