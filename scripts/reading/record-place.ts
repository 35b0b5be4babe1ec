/** Where a record lies. */
export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
}
