/** How a kind of secret is known, by its own looks or by what stands around it. */
export interface Shape {
  /** What must be in the text: cheaper to look for. */
  readonly hint: RegExp;
  /** The secret is what its group `secret` catches, or all of it. */
  readonly pattern: RegExp;
  /** Sees what is caught, and 300 characters before it. @default - every match is one */
  readonly isOne?: (secret: string, before: string) => boolean;
}
