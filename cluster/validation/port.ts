import { integer } from './checks';

/** A port that a process without root's rights can listen on. */
export const PORT = integer(1_024, 65_535, 'Take another: those below 1,024 are for root alone');
