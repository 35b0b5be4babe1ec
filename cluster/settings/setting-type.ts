/** Kafka's types of settings, as its ConfigDef names them; ZooKeeper's are described in the same. */
export type SettingType =
  'boolean' | 'string' | 'int' | 'short' | 'long' | 'double' | 'list' | 'class' | 'password';

/** What is accepted beyond the type. */
export type ValidValues =
  /** A range, both ends included, and single numbers beside it. */
  | { readonly min?: number; readonly max?: number; readonly also?: readonly number[] }
  /** One of these; of a list, each item. */
  | { readonly oneOf: readonly string[] }
  | { readonly minLength: number }
  /** A rule that Kafka has as code only, in its own words. */
  | { readonly text: string };

/** What values a setting takes. */
export interface SettingShape {
  readonly type: SettingType;
  /** Null where every value of the type will do. */
  readonly validValues: ValidValues | null;
}
