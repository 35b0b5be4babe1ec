import { FILE_SHAPES } from './file-shapes';
import { isHarmlessValue } from './secret-key';
import type { Shape } from './shape';
import type { SecretSpan } from './text-pieces';

/**
 * Secrets that are known by their own looks, whatever stands before them: private keys, the tokens of
 * well-known services, passwords in URLs and on command lines. Time grows with the text's length alone:
 * no pattern looks back, or on without a bound.
 */
export function findShapedSecrets(text: string): readonly SecretSpan[] {
  const randoms = text.length < 40 ? [] : matches(text, AWS_SECRET_KEY);
  if (!ANY_HINT.test(text)) return randoms;
  const hinted = SHAPES.filter(({ hint }) => hint.test(text));
  return [...privateKeys(text), ...randoms, ...hinted.flatMap((shape) => matches(text, shape))];
}

/** The secret half of an AWS key. */
const AWS_SECRET_KEY: Omit<Shape, 'hint'> = {
  pattern: /(?<![A-Za-z0-9/+._-])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=._-])/g,
  isOne: looksRandom,
};

/**
 * The prefixes are documented by those who give the tokens out.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
 * @see https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
 * @see https://docs.gitlab.com/security/tokens/#token-prefixes
 */
const SHAPES: readonly Shape[] = [
  ...FILE_SHAPES,
  {
    hint: /A(?:KIA|SIA|BIA|CCA)/,
    pattern: /(?<![A-Za-z0-9])A(?:KIA|SIA|BIA|CCA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  },
  {
    hint: /gh[pousr]_|github_pat_|gl[a-z]{2,6}-|xox|xapp-|npm_|pypi-|hvs\.|hvb\.|hf_|dckr_|dop_v1_|sk_|rk_|SG\.|AIza|shp|NRAK|glsa_|ATATT|lin_api|CCIPAT|tfp_|dapi|vault:v/,
    pattern:
      /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|gl(?:pat|ptt|dt|rt|cbt|ft|imt|agent|oas|soat|ffct)-[\w.=-]{16,255}|xox[abeoprs]-[\w-]{10,255}|xapp-[\w-]{10,255}|npm_[A-Za-z0-9]{30,64}|pypi-[\w-]{40,255}|hv[sb]\.[\w-]{20,255}|hf_[A-Za-z0-9]{30,64}|dckr_(?:pat|oat)_[\w-]{20,64}|do[opr]_v1_[a-f0-9]{64}|[sr]k_(?:live|test)_[A-Za-z0-9]{10,255}|SG\.[\w-]{16,64}\.[\w-]{16,64}|AIza[\w-]{35}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|NRAK-[A-Z0-9]{27}|glsa_\w{32,64}|ATATT3[\w=-]{40,255}|lin_api_[A-Za-z0-9]{40}|dapi[a-f0-9]{32})/g,
  },
  {
    hint: /sk-/,
    pattern: /(?<![A-Za-z0-9])sk-[\w-]{20,255}/g,
    isOne: (secret) => /\d/.test(secret) && /[A-Z]/.test(secret),
  },
  {
    hint: /\.atlasv1\./,
    pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,70}/g,
  },
  {
    hint: /eyJ/,
    pattern: /(?<![A-Za-z0-9])eyJ[\w-]{8,600}\.eyJ[\w-]{4,8192}\.[\w-]{0,8192}/g,
  },
  {
    hint: /AGE-SECRET-KEY-1/,
    pattern: /AGE-SECRET-KEY-1[A-Z0-9]{20,100}/g,
  },
  {
    hint: /hooks\.slack\.com|discord(?:app)?\.com\/api\/webhooks|\.webhook\.office\.com/,
    pattern:
      /(?:hooks\.slack\.com\/(?:services|workflows|triggers)\/|discord(?:app)?\.com\/api\/webhooks\/|\.webhook\.office\.com\/)(?<secret>[^\s"'<>\\]{1,1024})/g,
  },
  {
    hint: /:\/\//,
    pattern:
      /:\/\/[^\s/?#@:"'<>\\]{0,128}:(?!\d{1,5}(?:[/\s"'?#,]|$))(?<secret>[^\s"'<>@]{1,256}(?:@[^\s"'<>@/]{1,64}(?=@)){0,3})@/g,
  },
  {
    // A token for a user's name, as git takes it.
    hint: /:\/\//,
    pattern: /:\/\/(?<secret>[^\s/?#@:"'<>\\]{20,256})(?::x-oauth-basic)?@/g,
  },
  {
    hint: /authorization/i,
    pattern:
      /authorization["'\\]{0,4}\s{0,8}[:=]\s{0,8}["'\\]{0,4}(?:(?:basic|bearer|token|apikey|digest|negotiate|splunk)\s{1,8})?(?<secret>[^\s"'\\]{8,8192})/gi,
    isOne: (secret) => !isHarmlessValue(secret),
  },
  {
    hint: /bearer/i,
    pattern: /\bbearer\s{1,8}(?<secret>[\w.~+/=-]{8,8192})/gi,
    isOne: (secret) => /[\d=+/]|[a-z][A-Z]/.test(secret) || secret.length > 30,
  },
  {
    hint: /basic/i,
    pattern: /\bbasic\s{1,8}(?<secret>[A-Za-z0-9+/]{8,4096}={0,2})/gi,
    isOne: (secret) =>
      /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(secret, 'base64').toString('latin1')),
  },
  {
    hint: /stored_?key|server_?key/i,
    pattern:
      /\b(?:salt|stored_?key|server_?key)["'\\]{0,4}\s{0,4}[:=]\s{0,4}["'\\]{0,4}(?<secret>[A-Za-z0-9+/]{8,256}={0,2})/gi,
  },
  {
    hint: /X-Amz-|[?&]sig=/i,
    pattern:
      /(?:X-Amz-(?:Signature|Security-Token|Credential)|[?&]sig)=(?<secret>[^\s&"'<>\\]{8,4096})/gi,
  },
];

/** Most texts have none: one look instead of twenty. */
const ANY_HINT = new RegExp(
  ['-----BEGIN', ...SHAPES.map(({ hint }) => hint.source)].join('|'),
  'i',
);

function matches(text: string, { pattern, isOne = () => true }: Omit<Shape, 'hint'>): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const match of text.matchAll(pattern)) {
    const secret = match.groups?.secret ?? match[0];
    const start = match.index + match[0].lastIndexOf(secret);
    if (isMasked(text, start)) continue;
    if (isOne(secret, text.slice(Math.max(0, start - 300), start))) {
      spans.push({ start, end: start + secret.length });
    }
  }
  return spans;
}

/** Whether what stands here was masked before. */
function isMasked(text: string, at: number): boolean {
  return /^[\s\\nr]{0,8}\(?sensitive/.test(text.slice(at, at + 32));
}

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** All between the lines that begin and end one; where the end is missing, all the rest. */
function privateKeys(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const { 0: begin, index } of text.matchAll(BEGIN)) {
    const start = index + begin.length;
    if (start <= (spans.at(-1)?.end ?? -1)) continue;
    if (isMasked(text, start)) continue;
    const end = text.indexOf(`-----END${begin.slice('-----BEGIN'.length)}`, start);
    spans.push({ start, end: end < 0 ? text.length : end });
  }
  return spans;
}

/** As 30 random bytes in base64 look, and hexadecimal digests, paths and names don't. */
function looksRandom(text: string): boolean {
  const hasAll = /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
  return hasAll && bitsPerCharacter(text) >= 4.4;
}

/** Shannon's entropy. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => {
    const share = count / text.length;
    return bits - share * Math.log2(share);
  }, 0);
}
