/**
 * Whether what goes by this name is a secret: a setting, an attribute, a variable of an environment, an
 * option or the path of a file. The last words decide, so `ssl.keystore.password` is one,
 * `password.encoder.iterations` is not.
 */
export function isSecretKey(key: string): boolean {
  let isSecret = judged.get(key);
  if (isSecret === undefined) {
    isSecret = endsAsSecret(key);
    // A plan has the same few thousand names over and over.
    if (judged.size < MOST_REMEMBERED) judged.set(key, isSecret);
  }
  return isSecret;
}

const judged = new Map<string, boolean>();
const MOST_REMEMBERED = 100_000;

function endsAsSecret(key: string): boolean {
  const words = wordsOf(key);
  while (words.length > 1 && FORM.test(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  const previous = words.at(-2) ?? '';
  if (/token$/.test(last) && HARMLESS_TOKENS.has(previous)) return false;
  if (last === 'key' || last === 'keys') return KEYS.has(previous);
  if (last === 'config') return previous === 'jaas';
  if (last === 'auth') return previous === '' || AUTHS.has(previous);
  return SECRET.test(last) || SHORT.has(last) || COMPOUND.test(last);
}

/** Whether several secrets go by this name, such as `passwords`. */
export function isSecretPlural(key: string): boolean {
  return /s$/i.test(key) && key !== TOKENS_ARE_ASKED_FOR && isSecretKey(key.slice(0, -1));
}

/** Of an instance: whether its metadata service wants a token, which is no secret. */
const TOKENS_ARE_ASKED_FOR = 'http_tokens';

/**
 * Whether a value is none although its name says so: empty, masked already, a word that switches
 * something, or a reference to where the secret is.
 */
export function isHarmlessValue(value: string): boolean {
  return value.trim() === '' || HARMLESS.some((pattern) => pattern.test(value));
}

function wordsOf(key: string): string[] {
  return key
    .slice(-LONGEST_KEY)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

const LONGEST_KEY = 200;

/** Words that say in what form, or which one of several, a secret is. */
const FORM =
  /^(value|string|binary|data|text|plain|plaintext|cleartext|base64|b64|pem|pkcs\d+|openssh|hash|hashed|hex|contents?|wo|old|new|current|previous|primary|secondary|backup|base|\d+|v\d+)$/;

const SECRET =
  /(password|passwd|passphrase|passcode|secret|token|credentials?|pwd|jaas|(api|secret|private|access|master|account|signing|encryption|auth)key)$/;

const SHORT: ReadonlySet<string> = new Set(['pass', 'pw', 'rootpw', 'psk']);

/** `storepass`, `dbpass`, `userpw`, and not what has the same letters. */
const COMPOUND =
  /^(?!by|com|tres|sur|encom|under|over|multi|single|two|high|low|band)[a-z]{2,20}(pass|passphrase|passw)$/;

/** Of a name that ends in `key`: what makes it one that nobody may see. */
const KEYS: ReadonlySet<string> = new Set(
  (
    'private secret access master encryption signing account shared storage api auth app deploy ' +
    'service keystore hmac aes des symmetric session admin wrapping customer authentication preshared server'
  ).split(' '),
);

/** Of a name that ends in `auth`: whose tools keep what lets one in under it. */
const AUTHS: ReadonlySet<string> = new Set(['rediscli', 'registry', 'docker', 'npm', 'basic']);

/** Tokens that only tell requests apart. */
const HARMLESS_TOKENS: ReadonlySet<string> = new Set(
  'client creation request next continuation idempotency caller'.split(' '),
);

const HARMLESS: readonly RegExp[] = [
  /^\(sensitive/,
  /^(true|false|null|none|nil|undefined|yes|no|on|off|required|requested|optional|enabled|disabled|default|sasl|plain|basic|bearer|tls|ssl|iam)$/i,
  /^(\*+|•+|[xX]{3,}|\.{3,})$/,
  /^\$\{[\w.:/@-]*\}$/,
  /^\$[A-Z_][A-Z0-9_]*$/,
  /^\$\(/,
  /^\{\{[^{}]*\}\}$/,
  /^<[\w .-]*>$/,
  /^arn:[\w-]+:/,
];
