import type { CapacityPlan } from '../../../cluster/capacity';
import type { Topology } from '../../../cluster/topology';
import { validSpec } from '../spec-builder';

/** What a spec that no compiler saw may hold, and what must become of it. */
export interface OddSpec {
  readonly title: string;
  readonly spec: unknown;
  /** What a line of the error begins with; undefined where it is accepted. */
  readonly refused?: string;
  /** What follows from it, where it is accepted. */
  readonly seen?: { readonly look: (cluster: LaidOut) => unknown; readonly is: unknown };
}

/** What an accepted spec amounts to. */
export interface LaidOut {
  readonly topology: Topology;
  readonly capacity: CapacityPlan;
  /** All that all hosts get, by path. */
  readonly file: (host: string, path: string) => string;
}

type Changes = Readonly<Record<string, unknown>>;

/** Getters and all: what is given stands beside the fields of a sound spec. */
const changed = (changes: Changes): unknown =>
  Object.defineProperties({ ...validSpec() }, Object.getOwnPropertyDescriptors(changes));

export const refused = (title: string, changes: Changes, begins: string): OddSpec => ({
  title,
  spec: changed(changes),
  refused: begins,
});

export const accepted = (
  title: string,
  changes: Changes,
  look: (cluster: LaidOut) => unknown,
  is: unknown,
): OddSpec => ({ title, spec: changed(changes), seen: { look, is } });

/** A line of a broker's server.properties. */
export const line =
  (key: string, host = 'broker-1') =>
  ({ file }: LaidOut): string | undefined =>
    new RegExp(`^${key.replaceAll('.', '\\.')}=(.*)$`, 'm').exec(
      file(host, '/etc/kafka/server.properties'),
    )?.[1];
