import { maskText } from '../../../scripts/masking/mask-text';

/** How much of a corpus is masked as it should be, and what isn't. */
export interface MaskingRate {
  readonly right: number;
  readonly of: number;
  readonly wrong: readonly string[];
}

/** Secrets stand between « and »: none of their letters may be left, and what names them must be. */
export function rateOfSecrets(texts: readonly string[]): MaskingRate {
  return rate(texts, (text) => {
    const masked = maskText(text.replaceAll(/[«»]/g, ''));
    const secrets = [...text.matchAll(/«([^»]+)»/g)].map(([, secret]) => secret!);
    const [firstWord = ''] = /^[\w.-]+(?=.*«)/.exec(text) ?? [];
    return secrets.every((secret) => !masked.includes(secret)) && masked.startsWith(firstWord);
  });
}

/** What is harmless stays as it is. */
export function rateOfHarmless(texts: readonly string[]): MaskingRate {
  return rate(texts, (text) => maskText(text) === text);
}

function rate(texts: readonly string[], isRight: (text: string) => boolean): MaskingRate {
  const wrong = texts.filter((text) => !isRight(text));
  return { right: texts.length - wrong.length, of: texts.length, wrong };
}
