/** A port that nobody listens on; one that the system gives out may be somebody's a moment later. */
export const CLOSED_PORT = 1;
