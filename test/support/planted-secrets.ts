import fc from './fast-check';

/** A secret, and a text around it in which it must be recognized. */
export interface PlantedSecret {
  readonly secret: string;
  readonly text: string;
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const characters = (alphabet: string, length: { minLength: number; maxLength: number }) =>
  fc.string({ unit: fc.constantFrom(...alphabet), ...length });

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const WORD = UPPER + LOWER + DIGITS;

/** Passwords that no name of anything looks like. */
const password = characters(`${WORD}!%+/=_.~^*-`, { minLength: 6, maxLength: 40 })
  .map((text) => `Zq7${text}x9`)
  .filter((text) => !/sensitive/.test(text));

const awsKeyId = characters(UPPER + '234567', { minLength: 16, maxLength: 16 }).map(
  (text) => `AKIA${text}`,
);
const gitHubToken = characters(WORD, { minLength: 36, maxLength: 36 }).map((text) => `ghp_${text}`);
const pemBody = characters(WORD + '+/', { minLength: 64, maxLength: 64 });

/** Where passwords stand in files, in user data, in JSON. */
const PASSWORD_CONTEXTS: readonly ((password: string) => string)[] = [
  (it) => `ssl.keystore.password=${it}`,
  (it) => `broker.id=1\nssl.key.password = ${it}\nnum.io.threads=8`,
  (it) => `ssl.truststore.password: ${it}`,
  (it) => `password.encoder.iterations=4096\npassword.encoder.secret=${it}`,
  (it) => `KAFKA_OPTS="-Djavax.net.ssl.keyStorePassword=${it} -Xmx4g"`,
  (it) => `sasl.jaas.config=x.ScramLoginModule required username="a" password="${it}";`,
  (it) => `KafkaServer {\n  x.PlainLoginModule required\n  user_alice="${it}";\n};`,
  (it) => `export DB_PASSWORD=${it}\necho done`,
  (it) => `export DB_PASSWORD='${it}'`,
  (it) => JSON.stringify({ user: 'a', password: it, port: 1 }),
  (it) => JSON.stringify({ user: 'a', api: { client_secret: it } }, undefined, 2),
  (it) => JSON.stringify(JSON.stringify({ password: it })),
  (it) => JSON.stringify([{ name: 'DB_PASSWORD', value: it }]),
  (it) => `users:\n  - name: kafka\n    plain_text_passwd: ${it}\n`,
  (it) => `secret: |\n  ${it}\nnext: 1`,
  (it) => JSON.stringify({ files: [`a: 1\nsecret: |\n  ${it}\nnext: 1`] }),
  (it) => JSON.stringify({ content: `broker.id=1\nssl.key.password=${it}\nnum.io.threads=8\n` }),
  (it) => `<server><password>${it}</password></server>`,
  (it) => `mysql --user root --password ${it} --host db`,
  (it) => `tool --token=${it}`,
  (it) => `#!/bin/sh\ncurl -u admin:${it} https://example.org`,
  (it) => `Authorization: Bearer ${it}12345678`,
  (it) => `-----BEGIN EC PRIVATE KEY-----\n${it}\n-----END EC PRIVATE KEY-----\n`,
];

const inPassword: fc.Arbitrary<PlantedSecret> = fc
  .tuple(password, fc.constantFrom(...PASSWORD_CONTEXTS))
  .map(([secret, context]) => ({ secret, text: context(secret) }));

const inUrl: fc.Arbitrary<PlantedSecret> = password
  .map((text) => text.replaceAll('/', '_'))
  .map((secret) => ({ secret, text: `proxy https://kafka:${secret}@example.org/path` }));

/** Known by its looks, so it may stand anywhere. */
const byShape: fc.Arbitrary<PlantedSecret> = fc
  .tuple(
    fc.oneof(awsKeyId, gitHubToken),
    fc.constantFrom<(it: string) => string>(
      (it) => it,
      (it) => `aws_iam_user.${it}`,
      (it) => `aws_s3_object.x["${it}"]`,
      (it) => `tags of ${it}, and more`,
    ),
  )
  .map(([secret, context]) => ({ secret, text: context(secret) }));

const privateKey: fc.Arbitrary<PlantedSecret> = pemBody.map((secret) => ({
  secret,
  text: `ssl.keystore.key=-----BEGIN PRIVATE KEY-----\\n${secret}\\n-----END PRIVATE KEY-----`,
}));

/** A secret in one of the many places where people leave them, also packed into base64. */
export const plantedSecret: fc.Arbitrary<PlantedSecret> = fc
  .tuple(fc.oneof(inPassword, inUrl, byShape, privateKey), fc.constantFrom(0, 0, 1, 2))
  .map(([{ secret, text }, packings]) => {
    const pack = (inner: string, times: number): string =>
      times === 0
        ? inner
        : pack(base64(`#!/bin/sh\n# a script of some length\n${inner}\n`), times - 1);
    return { secret, text: pack(text, packings) };
  });
