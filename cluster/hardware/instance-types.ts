import data from '../data/instance-types.json';
import { nearWord } from '../checks/near-word';

/** What an EC2 instance type has, as far as Kafka cares. */
export interface InstanceTypeFacts {
  readonly vcpus: number;
  readonly memoryGiB: number;
  /** The disks inside the host; undefined where it has none. */
  readonly disks?: {
    readonly count: number;
    /** Size of each in GB (10^9 bytes). */
    readonly sizeGB: number;
    readonly medium: 'hdd' | 'ssd';
  };
  /** Network bandwidth, in and at the same time out, in Gbit/s (10^9 bits). */
  readonly networkGbps: Bandwidth;
  /** Throughput to all EBS volumes together, reads and writes added, in MB/s (10^6 bytes). */
  readonly ebsMBps: Bandwidth;
}

export interface Bandwidth {
  /** What the host can always have. */
  readonly baseline: number;
  /** What it can have for a while, from credits: never to be planned with. */
  readonly burst: number;
}

interface Family {
  /** AWS's own page with the same figures. */
  readonly see: string;
  readonly types: Readonly<Record<string, InstanceTypeFacts>>;
}

const FAMILIES = data.families as Readonly<Record<string, Family>>;
const TYPES = new Map(Object.values(FAMILIES).flatMap(({ types }) => Object.entries(types)));

/** The instance types whose facts are known: storage families, and those paired with EBS. */
export const knownInstanceTypes: readonly string[] = [...TYPES.keys()];

/** Facts that a spec gives, by the names of instance types. */
export type GivenInstanceTypes = Readonly<Record<string, InstanceTypeFacts>>;

/** The facts of an instance type; undefined for one that neither the spec nor the table has. */
export function instanceType(
  name: string,
  given: GivenInstanceTypes = {},
): InstanceTypeFacts | undefined {
  return Object.hasOwn(given, name) ? given[name] : TYPES.get(name);
}

/** The families of these types, such as `d3`. */
export const knownFamilies: readonly string[] = Object.keys(FAMILIES);

/** The known type that was meant by this name; undefined where none is near. */
export function nearInstanceType(name: string): string | undefined {
  return nearWord(name, knownInstanceTypes);
}
