import type { ClientWork } from './real-client';

/** Where a client comes in. */
export type CaseDoor = 'passwords' | 'certificates' | 'members' | 'plain' | 'expired';

/** One row of the table in docs/security.md: what is wrong with a client, and what it tries. */
export interface ClientCase {
  /** The first cell of the row. */
  readonly wrong: string;
  readonly door: CaseDoor;
  /** Whose password it shows. @default - none */
  readonly user?: string;
  readonly password?: 'wrong';
  /** Which certificate it shows. @default - none */
  readonly certificate?: 'own' | 'of-another-authority' | 'over' | 'of-nobody';
  /** Which authority it trusts. @default the cluster's */
  readonly trusts?: 'another';
  readonly reachedBy?: 'another-name';
  readonly tls?: 'none' | 'TLSv1.2';
  readonly work: ClientWork;
  /** Let in, or let in and shown nothing. @default - refused */
  readonly outcome?: 'in' | 'nothing';
}

const write: ClientWork = { kind: 'write', topic: 'app-logs' };

/** In the order of the table. */
export const CLIENT_CASES: readonly ClientCase[] = [
  {
    wrong: 'nothing, with a password',
    door: 'passwords',
    user: 'shipper',
    work: write,
    outcome: 'in',
  },
  {
    ...{ wrong: 'nothing, with a certificate', door: 'certificates', certificate: 'own' },
    ...{ work: write, outcome: 'in' },
  },
  { wrong: 'the password', door: 'passwords', user: 'shipper', password: 'wrong', work: write },
  { wrong: 'the name', door: 'passwords', user: 'nobody', password: 'wrong', work: write },
  { wrong: 'it does not log in', door: 'passwords', work: write },
  { wrong: 'it shows no certificate', door: 'certificates', work: write },
  {
    ...{ wrong: 'its certificate is of another authority', door: 'certificates' },
    ...{ certificate: 'of-another-authority', work: write },
  },
  {
    ...{ wrong: 'its certificate is over', door: 'certificates' },
    ...{ certificate: 'over', work: write },
  },
  {
    ...{ wrong: 'its certificate names nobody of the spec', door: 'certificates' },
    ...{ certificate: 'of-nobody', work: write },
  },
  { wrong: "no certificate, at the brokers' own port", door: 'members', work: write },
  {
    ...{ wrong: "a client's certificate, at the brokers' own port", door: 'members' },
    ...{ certificate: 'own', work: write },
  },
  {
    ...{ wrong: 'the broker is of an authority that it does not trust', door: 'passwords' },
    ...{ user: 'shipper', trusts: 'another', work: write },
  },
  {
    ...{ wrong: 'the broker is for another host', door: 'passwords' },
    ...{ user: 'shipper', reachedBy: 'another-name', work: write },
  },
  {
    ...{ wrong: "the same, at the brokers' own port", door: 'members' },
    ...{ reachedBy: 'another-name', work: write },
  },
  { wrong: "the broker's certificate is over", door: 'expired', user: 'shipper', work: write },
  { wrong: 'no grant to write', door: 'passwords', user: 'stranger', work: write },
  { wrong: 'no grant to write anywhere', door: 'passwords', user: 'archiver', work: write },
  {
    ...{ wrong: 'no grant to read', door: 'passwords', user: 'shipper' },
    work: { kind: 'read', topic: 'app-logs' },
  },
  {
    ...{ wrong: 'no grant for the group', door: 'passwords', user: 'archiver' },
    work: { kind: 'join', topic: 'app-logs', group: 'others' },
  },
  {
    ...{ wrong: 'it lists topics of others', door: 'passwords', user: 'stranger' },
    ...{ work: { kind: 'list' }, outcome: 'nothing' },
  },
  {
    ...{ wrong: 'it looks at a topic of others', door: 'passwords', user: 'stranger' },
    work: { kind: 'describe', topic: 'app-logs' },
  },
  {
    ...{ wrong: 'it looks at a group of others', door: 'passwords', user: 'stranger' },
    work: { kind: 'look-at-group', group: 'archiver' },
  },
  {
    ...{ wrong: 'it changes a topic', door: 'passwords', user: 'shipper' },
    work: { kind: 'alter', topic: 'app-logs' },
  },
  {
    ...{ wrong: 'TLS 1.2 or older', door: 'passwords', user: 'shipper' },
    ...{ tls: 'TLSv1.2', work: write },
  },
  {
    ...{ wrong: 'no TLS', door: 'passwords', user: 'shipper' },
    ...{ tls: 'none', work: write },
  },
  {
    ...{ wrong: 'no TLS, at the port of a plain cluster', door: 'plain', tls: 'none' },
    work: write,
  },
];
