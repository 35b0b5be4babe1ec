import type { OddProps } from './odd-props';
import { PEERS, PLACES } from './odd-places';
import { TAGS, TEXTS, WISHES } from './odd-texts';
import { NUMBERS, TYPES, UNKNOWN } from './wrong-types';

export type { OddProps } from './odd-props';
export { oddTokens } from './odd-tokens';

export const ODD_PROPS: readonly OddProps[] = [
  ...[UNKNOWN, TYPES, NUMBERS, TEXTS, TAGS, WISHES, PLACES, PEERS].flat(),
];
