import { ATTACHMENTS } from './attachments';
import { CONFIGURATION } from './configuration';
import { DATA } from './data';
import { GROUP_MEMBERS } from './group-members';
import { HOSTS } from './hosts';
import { IDENTITY } from './identity';
import { KEYS } from './keys';
import type { Kind } from './kind';
import { NAMES } from './names';
import { NETWORK } from './network';
import { NOTHING } from './nothing';
import { byType, type TypePattern } from './type-patterns';

/** The table: what each type holds, by the types themselves and by the words that types end with. */
export const KINDS: Readonly<Record<Kind, readonly TypePattern[]>> = {
  data: DATA,
  key: KEYS,
  attachment: ATTACHMENTS,
  hosts: HOSTS,
  'group-member': GROUP_MEMBERS,
  network: NETWORK,
  names: NAMES,
  identity: IDENTITY,
  configuration: CONFIGURATION,
  nothing: NOTHING,
};

/**
 * What a resource of this type holds; undefined where the table doesn't know it, which is never taken
 * for harmless. To teach it a type, add one row to the file of its kind: a pattern where the word says
 * what it is with any provider, else the type itself, which stands above all patterns.
 */
export const kindOf: (type: string) => Kind | undefined = byType(
  Object.entries(KINDS).flatMap(([kind, patterns]) =>
    patterns.map((pattern) => [pattern, kind as Kind] as const),
  ),
);
