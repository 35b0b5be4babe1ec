import { isPlainValue, looksLikePassword } from './password-looks';
import { isHarmlessValue } from './secret-key';
import type { Shape } from './shape';

const isPassword = (secret: string) => !isPlainValue(secret) && !isHarmlessValue(secret);

/** Secrets in the files and the languages of tools, each by the form of its line. */
export const FILE_SHAPES: readonly Shape[] = [
  {
    // .pgpass: host:port:database:user:password.
    hint: /:(?:\d{1,5}|\*):/,
    pattern:
      /(?<![^\s"'])[^:\s"']{1,253}:(?:\d{1,5}|\*):[^:\s"']{1,64}:[^:\s"']{1,64}:(?<secret>[^\s"']{1,256})/g,
    isOne: isPassword,
  },
  {
    // netrc, on one line or on several.
    hint: /login\s|account\s/,
    pattern:
      /\b(?:login|account)\s{1,9}[^\s]{1,128}\s{1,40}password\s{1,9}(?<secret>[^\s]{1,256})/g,
    isOne: isPassword,
  },
  {
    // The roles of JMX, and whatever else stands beside the word for a user, alone in its line.
    hint: /role|user|admin|pass|secret|auth|token|community/i,
    pattern:
      /^[ \t]{0,40}[\w.-]{0,40}(?:role|user|admin|pass|passwd|password|secret|auth|token|community)[ \t]{1,20}(?<secret>[^\s:=,;{}"'#]{4,256})[ \t]{0,20}$/gim,
    isOne: (secret) =>
      looksLikePassword(secret) && !/^(read(only|write)|[a-z]+[-_.][a-z]+)$/.test(secret),
  },
  {
    // A user and his password as one value.
    hint: /(?:user|auth|login|creds?)["']?\s{0,4}[=:]/i,
    pattern:
      /(?:user|auth|login|creds?)["']?[ \t]{0,4}[=:][ \t]{0,4}["']?[\w.@-]{1,64}:(?<secret>[^\s"':,;@/]{4,256})/gi,
    isOne: looksLikePassword,
  },
  {
    // ZooKeeper's digests: addauth, ACLs, the super user.
    hint: /digest/i,
    pattern:
      /\b\w{0,40}digest["']?[\s:=]{1,4}["']?(?!sha|md5)[\w.@-]{1,64}:(?<secret>[^\s:"',]{3,256})/gi,
    isOne: isPassword,
  },
  {
    // What is written into a tool that asks for a password.
    hint: /<<<|\|/,
    pattern:
      /\b(?:chpasswd|passwd|kinit|cryptsetup|\w{0,20}login|\w{0,20}secrets?|sudo\s-S)\b[^\n|<]{0,200}<<<[ \t]{0,9}["']?(?:[\w.-]{1,64}:)?(?<secret>[^\s"'|]{1,256})/g,
    isOne: isPassword,
  },
  {
    hint: /echo|printf/,
    pattern:
      /\b(?:echo|printf)[ \t]{1,9}(?:-[neE]{1,3}[ \t]{1,9})?(?:["'][\w.%:-]{1,64}(?:%s)(?:\\n)?["'][ \t]{1,9})?["']?(?:[\w.-]{1,64}:)?(?<secret>[^\s"'|]{1,256})["']?[ \t]{0,9}\|[ \t]{0,9}(?:sudo[ \t]{1,9})?(?:chpasswd|passwd[ \t]{1,9}--stdin|kinit|cryptsetup|su\b|sudo[ \t]{1,9}-S|[^\n|]{1,200}--(?:password|secret|token)-(?:stdin|file[ =]-)|[^\n|]{1,200}--data-file[ =]-)/g,
    isOne: isPassword,
  },
  {
    // SQL that makes a user.
    hint: /identified|password/i,
    pattern:
      /\b(?:identified[ \t]{1,9}(?:with[ \t]{1,9}[\w'"]{1,64}[ \t]{1,9})?by|(?:encrypted[ \t]{1,9})?password)[ \t]{1,9}\\{0,4}'(?<secret>[^'\n]{1,256})'/gi,
    isOne: isPassword,
  },
  {
    // A parameter of AWS' store that isn't said to be a plain text, and secrets set beside others.
    hint: /put-parameter|secret\s+set/,
    pattern:
      /\b(?:put-parameter|secret[ \t]{1,9}set)\b(?![^\n|;]{0,400}--type[ =]String)[^\n|;]{0,400}--value[ =]["']?(?<secret>[^\s"']{1,4096})/g,
    isOne: (secret) => !isHarmlessValue(secret),
  },
  {
    // Users of JAAS modules that hold their passwords: user_alice="…".
    hint: /user_/,
    pattern: /\buser_[\w.-]{1,128}\s{0,8}=\s{0,8}\\{0,8}["'](?<secret>[^"'\n\\]{1,512})/g,
    isOne: isPassword,
  },
  {
    // Hashes of crypt(3) and of the apache tools: what is hashed can be guessed.
    hint: /\$(?:[1567y]|2[abxy]|apr1|argon2\w{1,2}|gy)\$/,
    pattern: /\$(?:[1567y]|2[abxy]|apr1|argon2\w{1,2}|gy)\$[\w./$=,+-]{8,512}/g,
  },
  {
    // The same of LDAP and of htpasswd.
    hint: /\{[A-Z]{3,8}\d{0,3}\}/,
    pattern: /\{(?:S?SHA|S?MD5|CRYPT|SSHA|PBKDF2)[\w-]{0,12}\}[\w+/=.$-]{8,512}/g,
  },
];
