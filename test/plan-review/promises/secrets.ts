import { changes, makes, replaces } from './changes';
import type { Promises } from './promise';
import { dataVolume, hostFile, instance, topic } from './standing';

/** A host whose user data is another one; the text is shown as a diff. */
function script(before: string, after: string) {
  const encoded = (text: string) => Buffer.from(`#!/bin/sh\n${text}\n`).toString('base64');
  return [
    changes('aws_instance.kafka[0]', instance(1, { user_data_base64: encoded(before) }), {
      user_data_base64: encoded(after),
    }),
  ];
}

/** The same line with a secret, and with another one. */
function line(text: (secret: string) => string) {
  return script(text('PSEUDOSECRETold1'), text('PSEUDOSECRETnew2'));
}

const WHY = 'the host is stopped for it; what the plan holds in clear is shown nowhere';

/** What must be shown nowhere: each PSEUDOSECRET… of these plans. */
export const secrets: Promises = [
  [
    'renews a password of keytool in user data',
    'care',
    WHY,
    line((s) => `keytool -importcert -storepass ${s} -alias ca -file ca.pem`),
  ],
  [
    'renews a password of jarsigner',
    'care',
    WHY,
    line((s) => `jarsigner -keystore k.jks -keypass ${s} a.jar alias`),
  ],
  ['renews passwords by chpasswd', 'care', WHY, line((s) => `echo 'kafka:${s}' | chpasswd`)],
  [
    'renews the password of a database client',
    'care',
    WHY,
    line((s) => `PGPASSWORD=${s} psql -h db -U kafka`),
  ],
  [
    'renews the password of mysql, without a blank',
    'care',
    WHY,
    line((s) => `mysql -ukafka -p${s} -h db`),
  ],
  [
    'renews the password of a container registry',
    'care',
    WHY,
    line((s) => `docker login -u kafka -p ${s} registry.acme.internal`),
  ],
  [
    'renews the password of LDAP',
    'care',
    WHY,
    line((s) => `ldapsearch -x -D cn=kafka -w ${s} -b dc=acme`),
  ],
  [
    'renews a parameter of SSM by its command line',
    'care',
    WHY,
    line((s) => `aws ssm put-parameter --name /k --type SecureString --value ${s}`),
  ],
  [
    'renews a line of .pgpass',
    'care',
    WHY,
    line((s) => `echo 'db:5432:kafka:kafka:${s}' > ~/.pgpass`),
  ],
  [
    'renews a line of netrc',
    'care',
    WHY,
    line((s) => `echo 'machine repo.acme.internal login kafka password ${s}' > ~/.netrc`),
  ],
  [
    'renews a header with a bearer token',
    'care',
    WHY,
    line((s) => `curl -H 'Authorization: Bearer ${s}' https://repo.acme.internal/`),
  ],
  [
    'renews a password within a URL',
    'care',
    WHY,
    line((s) => `git clone https://kafka:${s}@git.acme.internal/kafka.git`),
  ],
  [
    'renews a password split over two lines',
    'care',
    WHY,
    line((s) => `keytool -importcert -storepass \\\n  ${s} -alias ca`),
  ],
  [
    'renews a password of a JAAS line in server.properties',
    'care',
    'the broker restarts for it; it is shown nowhere',
    [
      changes(
        'aws_s3_object.sp',
        hostFile(
          'kafka-1/server.properties',
          'broker.id=1\nlistener.name.client.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="PSEUDOSECRETold1";\n',
        ),
        {
          content:
            'broker.id=1\nlistener.name.client.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="PSEUDOSECRETnew2";\n',
        },
      ),
    ],
  ],
  [
    'renews the password of a keystore in server.properties',
    'care',
    'the broker takes it while it runs or restarts; it is shown nowhere',
    [
      changes(
        'aws_s3_object.sp',
        hostFile(
          'kafka-1/server.properties',
          'broker.id=1\nssl.keystore.password=PSEUDOSECRETold1\n',
        ),
        {
          content: 'broker.id=1\nssl.keystore.password=PSEUDOSECRETnew2\n',
        },
      ),
    ],
  ],
  [
    'renews a secret in Secrets Manager',
    'care',
    'who reads it gets another one',
    [
      replaces(
        'aws_secretsmanager_secret_version.scram',
        {
          id: 'x',
          secret_id: 'AmazonMSK_scram',
          secret_string: 'PSEUDOSECRETold1',
          version_stages: ['AWSCURRENT'],
        },
        { secret_string: 'PSEUDOSECRETnew2' },
        { beforeSensitive: { secret_string: true }, afterSensitive: { secret_string: true } },
      ),
    ],
  ],
  [
    'marks the size of a volume that shrinks',
    'lost',
    'a mark makes nothing milder',
    [
      replaces(
        'aws_ebs_volume.data',
        dataVolume({ size: 100 }),
        { size: 50 },
        { beforeSensitive: { size: true }, afterSensitive: { size: true } },
      ),
    ],
  ],
  [
    'marks all of a topic whose retention is cut',
    'danger',
    'a mark makes nothing milder',
    [
      changes(
        'kafka_topic.orders',
        topic(),
        { config: { 'retention.ms': '1000' } },
        { beforeSensitive: true, afterSensitive: true },
      ),
    ],
  ],
  [
    'marks the tags of a new bucket',
    'safe',
    'a mark makes nothing graver either',
    [
      makes(
        'aws_s3_bucket.new',
        { bucket: 'new', tags: { Name: 'new' } },
        { afterSensitive: { tags: { Name: true } } },
      ),
    ],
  ],
];
