export interface Furthest {
  /** 1 for the highest above nothing, -1 for the lowest below it. */
  readonly side: 1 | -1;
  /** It must be further away than this. @default 0 */
  readonly beyond?: number;
  /** Asked of few: those that are further than all before. */
  readonly may: (place: number) => boolean;
}

/**
 * The place of the value that is furthest from nothing on one side, of those that may; -1 for none. In a
 * plain loop, since all brokers are looked at for each of a million moves.
 */
export function furthest(values: Float64Array, { side, beyond = 0, may }: Furthest): number {
  let chosen = -1;
  let most = beyond;
  for (let place = 0; place < values.length; place += 1) {
    const value = side * values[place]!;
    if (value > most && may(place)) {
      chosen = place;
      most = value;
    }
  }
  return chosen;
}
