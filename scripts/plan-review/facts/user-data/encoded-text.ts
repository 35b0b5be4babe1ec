/** Whether a text without blanks may be base64. */
export function isBase64(joined: string): boolean {
  return joined.length > 0 && joined.length % 4 === 0 && /^[A-Za-z\d+/]+={0,2}$/.test(joined);
}

/** Bytes as text; undefined where they are none. */
export function asText(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // What no text has, and binary data soon does.
    return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
