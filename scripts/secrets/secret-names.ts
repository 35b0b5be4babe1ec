/** The key and the certificate of the tools: PEM. */
export const TOOLS_IDENTITY = 'tools.pem';

/** The authorities that members and tools of a deployed cluster trust: PEM. No secret, but of one age with the other. */
export const TRUSTED = 'trusted.pem';
