import { KAFKA_VERSIONS } from '../../../cluster/kafka-releases';
import { knownBrokerSettings } from '../../../cluster/settings/known-broker-settings';
import { isHarmlessValue, isSecretKey, isSecretPlural } from '../../../scripts/masking/secret-key';

it.each([
  ...['password', 'db_password', 'ssl.keystore.password', 'ssl.key.password', 'MYSQL_PWD'],
  ...['ssl.trustStore.password', 'javax.net.ssl.keyStorePassword', 'PGPASSWORD', 'DB_PASS'],
  ...['password.encoder.secret', 'password.encoder.old.secret', 'sasl.jaas.config'],
  ...['delegation.token.master.key', 'delegation.token.secret.key', 'secret_string', 'auth_token'],
  ...['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'private_key_pem', 'apiKey', 'AccountKey'],
  ...['ses_smtp_password_v4', 'client_secret', 'plain_text_passwd', 'hashed_passwd', 'passphrase'],
  ...['private_key_openssh', 'private_key_pem_pkcs8', 'password_wo', 'secret_binary', 'token_v2'],
  ...['master_password_old', 'db_password_hash', 'admin_password_2', 'password_base64'],
  ...[
    'hmac_key',
    'aes_key',
    'preshared_key',
    'signing_key',
    'storage_key',
    'npm_auth',
    'docker_auth',
  ],
  ...['/etc/kafka/keystore-password', 'REDISCLI_AUTH', '_auth', 'wpa_psk', 'customer_key'],
])('takes %s for the name of a secret', (key) => {
  expect(isSecretKey(key)).toBe(true);
});

it.each([
  ...['password.encoder.iterations', 'password.encoder.keyfactory.algorithm', 'key', 'keys'],
  ...['ssl.keystore.type', 'ssl.keystore.location', 'sasl.enabled.mechanisms', 'key_name'],
  ...['delegation.token.expiry.time.ms', 'sasl.oauthbearer.token.endpoint.url', 'http_tokens'],
  ...['secret_arn', 'secret_id', 'kms_key_id', 'kms_master_key_id', 'public_key', 'object_key'],
  ...['password_length', 'metadata-token-ttl-seconds', 'creation_token', 'client_token'],
  ...[
    'authorizer.class.name',
    'author',
    'ssl.client.auth',
    'bucket_key_enabled',
    'compass',
    'tokenizer',
    '',
  ],
])('takes %s for the name of a setting', (key) => {
  expect(isSecretKey(key)).toBe(false);
});

it.each(KAFKA_VERSIONS)(
  'takes the same settings for secret as Kafka %s, apart from certificates',
  (version) => {
    const known = knownBrokerSettings(version);
    const secret = known.filter(({ key }) => isSecretKey(key));
    const sensitive = known.filter(
      ({ key, sensitive }) => sensitive && !/\.certificate(s|\.chain)$/.test(key),
    );
    expect(secret.map(({ key }) => key)).toEqual(sensitive.map(({ key }) => key));
    expect(isSecretKey('listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config')).toBe(true);
  },
);

it('knows several secrets by their plural', () => {
  expect(isSecretPlural('passwords')).toBe(true);
  expect(isSecretPlural('public_keys')).toBe(false);
  expect(isSecretPlural('http_tokens')).toBe(false);
  expect(isSecretPlural('api_tokens')).toBe(true);
});

it.each([
  ...['', ' ', 'true', 'null', 'required', '${file:/etc/kafka/secrets:keystore}', '$PASSWORD'],
  ...['(sensitive)', '(sensitive, changed)', '****', '<password>', '{{ password }}'],
  ...['arn:aws:secretsmanager:eu-west-1:123456789012:secret:kafka', '$(cat /run/secret)'],
])('leaves %j, which is none, under the name of a secret', (value) => {
  expect(isHarmlessValue(value)).toBe(true);
});

it.each(['x', 'changeit', '12345', '$2y$10$abcdefgh', '$ecret', 'truely', '/', '***x'])(
  'takes %j for a secret under the name of one',
  (value) => {
    expect(isHarmlessValue(value)).toBe(false);
  },
);
