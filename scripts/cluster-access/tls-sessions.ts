import type { SecureContext, TLSSocket } from 'node:tls';

/**
 * The last session of TLS with each server, by what is shown to it: whoever takes one up again spares both ends the
 * certificates and their signatures. Nothing outlives this process.
 */
const SESSIONS = new WeakMap<SecureContext, Map<string, Buffer>>();

/**
 * The session to take up again with a server, if there is one. Its certificate was judged when the session began,
 * and is not shown again: none of these for who looks at certificates.
 */
export function sessionWith(context: SecureContext, server: string): Buffer | undefined {
  return SESSIONS.get(context)?.get(server);
}

/** Notes what the server gives to come back with, once it does. */
export function noteSession(socket: TLSSocket, context: SecureContext, server: string): void {
  socket.on('session', (session) => {
    const sessions = SESSIONS.get(context) ?? new Map<string, Buffer>();
    SESSIONS.set(context, sessions.set(server, session));
  });
}
