/** One partition of a topic. */
export interface Partition {
  readonly topic: string;
  readonly partition: number;
}
