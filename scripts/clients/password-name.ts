/** The name of a client's password in the secret store. */
export const passwordName = (client: string): string => `clients/${client}`;
