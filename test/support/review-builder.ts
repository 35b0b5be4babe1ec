import type { Finding } from '../../scripts/plan-review/rule';
import type {
  ConfigurationChange,
  KeyChange,
  TextChange,
} from '../../scripts/plan-review/plan-facts';
import type { Review } from '../../scripts/plan-review/review';
import type { OutputOptions } from '../../scripts/plan-review/output/output-options';
import { glyphs } from '../../scripts/terminal/terminal';

/** A review of a plan that changes nothing, but for what is given. */
export function aReview(fields: Partial<Review> = {}): Review {
  return {
    verdict: 'safe',
    headline: 'stops no host; no data touched',
    ...{ findings: [], configuration: [], userData: [], counts: [] },
    plan: { formatVersion: '1.2', toolVersion: '1.11.4' },
    ...fields,
  };
}

export function aFinding(fields: Partial<Finding> = {}): Finding {
  return {
    rule: 'volume-lost',
    severity: 'danger',
    what: 'A volume of broker-1 that holds data would be deleted.',
    why: 'What is on it is on no other disk of this host.',
    remedy: 'Put its block back.',
    addresses: ['aws_ebs_volume.Kafka_Broker1_Data1'],
    ...fields,
  };
}

export function aKeyChange(fields: Partial<KeyChange> = {}): KeyChange {
  return {
    ...{ key: 'num.io.threads', before: '8', after: '16', default: '8', update: 'dynamic' },
    ...fields,
  };
}

export function aTextChange(fields: Partial<TextChange> = {}): TextChange {
  return {
    address: 'aws_instance.Kafka_Broker1',
    label: 'user data',
    hosts: ['broker-1'],
    before: '#!/bin/sh\necho one\n',
    after: '#!/bin/sh\necho two\n',
    ...fields,
  };
}

export function aConfigurationChange(
  fields: Partial<ConfigurationChange> = {},
): ConfigurationChange {
  return {
    address: 'aws_s3_object.Kafka_Broker1_Files',
    label: '/etc/kafka/server.properties',
    hosts: ['broker-1'],
    before: 'broker.id=1\nnum.io.threads=8\n',
    after: 'broker.id=1\nnum.io.threads=16\n',
    keys: [aKeyChange()],
    effect: 'broker-restart',
    needs: 'a restart of Kafka',
    ...fields,
  };
}

export function outputOptions(fields: Partial<OutputOptions> = {}): OutputOptions {
  return {
    name: 'prod-logging',
    reviewerVersion: '0.1.0',
    sourceFile: 'cdktf.json',
    terminal: { glyphs: glyphs({ LANG: 'C.UTF-8' }), width: 100 },
    ...fields,
  };
}
