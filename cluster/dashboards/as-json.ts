/**
 * A type of Grafana's as its JSON has it: enumerations are their values, and methods are not there. So its types
 * can be asked while this is compiled, and nothing of its package is needed when it runs.
 */
export type AsJson<T> = 0 extends 1 & T
  ? unknown
  : T extends string
    ? `${T}`
    : T extends (...words: never[]) => unknown
      ? never
      : T extends object
        ? {
            [K in keyof T as T[K] extends (...words: never[]) => unknown ? never : K]: AsJson<T[K]>;
          }
        : T;
