import { BROKERS, KEEPING, LOADS, MEMORY, PORTS, SETTINGS, VOLUMES } from './odd-clusters';
import type { OddSpec } from './odd-spec';
import { CLUSTER_NAMES, DOMAINS, OTHER_TEXTS } from './odd-texts';
import { NO_NUMBERS, NO_OBJECTS, NO_SPECS, STRANGE } from './wrong-types';

export type { LaidOut, OddSpec } from './odd-spec';

/** By the kinds of oddity. */
export const ODD_SPECS: Readonly<Record<string, readonly OddSpec[]>> = {
  'what is no number': NO_NUMBERS,
  'what is no object': NO_OBJECTS,
  'what is no spec': NO_SPECS,
  'objects of strange make': STRANGE,
  'names of clusters': CLUSTER_NAMES,
  domains: DOMAINS,
  'other texts and names': OTHER_TEXTS,
  'brokers and voters': BROKERS,
  memory: MEMORY,
  volumes: VOLUMES,
  ports: PORTS,
  workloads: LOADS,
  retention: KEEPING,
  settings: SETTINGS,
};
