import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ANY_FILE, like, synthesizeCluster } from '../support/synthesized';

const sha512 = createHash('sha512').update(readFileSync(ANY_FILE)).digest('hex');

it('puts Kafka’s archive into the bucket under a key that is another for another archive', () => {
  const stack = synthesizeCluster();
  expect(stack.resource('aws_s3_object', { source_hash: sha512 })).toMatchObject({
    key: `logs/archives/${sha512.slice(0, 16)}/LICENSE`,
    source: like(/^assets\//),
  });
});

it('tells every host of its key and digest', () => {
  const stack = synthesizeCluster();
  for (const id of [1, 2, 3]) {
    const { content } = stack.resource('aws_s3_object', { key: `logs/broker-${id}/manifest` });
    expect(String(content)).toContain(
      `archive ${sha512} /opt/kafka logs/archives/${sha512.slice(0, 16)}/LICENSE\n`,
    );
  }
});

it('is there before the first boot of a host', () => {
  for (const { depends_on: after } of synthesizeCluster().resources('aws_instance')) {
    expect(after).toContainEqual(like(/^aws_s3_object\..*_Archive_Object_/));
  }
});

it('is another object for another archive, so that hosts still find the one they were told of', () => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  try {
    const file = join(folder, 'LICENSE');
    writeFileSync(file, 'another');
    const { key } = synthesizeCluster({ kafkaArchive: file }).resource('aws_s3_object', {
      source_hash: createHash('sha512').update('another').digest('hex'),
    });
    expect(key).not.toContain(sha512.slice(0, 16));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
