import type { Layout } from './layout';

export interface Wanted {
  readonly bytes: number;
  readonly may: (partition: number) => boolean;
}

/** The partition of a broker that is nearest to a size, of those that may; -1 for none. */
export function nearest(layout: Layout, broker: number, { bytes, may }: Wanted): number {
  const list = layout.held[broker]!;
  let above = layout.lowerBound(list, bytes);
  let below = above - 1;
  while (below >= 0 || above < list.length) {
    const over = above < list.length ? layout.bytesOf[list[above]!]! - bytes : Infinity;
    const under = below >= 0 ? bytes - layout.bytesOf[list[below]!]! : Infinity;
    const at = over < under ? above++ : below--;
    if (may(list[at]!)) return list[at]!;
  }
  return -1;
}
