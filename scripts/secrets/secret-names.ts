/** The authority of the cluster's own, key and certificate together: one without the other is worth nothing. */
export const AUTHORITY = 'authority';

/** The one that is to take its place. */
export const NEXT_AUTHORITY = 'authority.next';

/** The key and the certificate of the tools: PEM. */
export const TOOLS_IDENTITY = 'tools.pem';

/** The authorities that members and tools of a deployed cluster trust: PEM. No secret, but of one age with the other. */
export const TRUSTED = 'trusted.pem';
