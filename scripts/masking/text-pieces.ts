/** A part of a text: to be shown, or a secret, or an encoded text with a secret in it. */
export type TextPiece =
  | { readonly kind: 'open'; readonly text: string }
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'base64'; readonly pieces: readonly TextPiece[] };

/** Where a secret stands in a text: from `start` up to, not including, `end`. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
}

/** What stands for a secret. */
export const MASKED = '(sensitive)';
/** What stands for a secret that is another one than before. */
export const MASKED_CHANGED = '(sensitive, changed)';
