import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Testing, TerraformStack, type App } from 'cdktf';
import { packageFolder } from '../../cluster/package-folder';
import { KafkaCluster, Network, Peer, type KafkaClusterProps } from '../../stacks/index';
import { validSpec } from './spec-builder';

/** A resource as terraform reads it. */
export type Block = Readonly<Record<string, unknown>>;

/** A pattern: fields that must be there, each with this value or a pattern of its own. */
export type Pattern = Readonly<Record<string, unknown>>;

/** The JSON of a stack, asked for its blocks by type and properties, never compared as a whole. */
export class Synthesized {
  constructor(readonly json: Block) {}

  /** All resources of a type that have these properties, save those of which there are none. */
  resources(type: string, pattern: Pattern = {}): readonly Block[] {
    return this.all(type, pattern).filter(({ count }) => count !== 0);
  }

  /** The same with those that are only kept in the code, as none at all. */
  all(type: string, pattern: Pattern = {}): readonly Block[] {
    return blocks(this.json.resource, type).filter((block) => matches(block, pattern));
  }

  /** The one resource of a type that has these properties. */
  resource(type: string, pattern: Pattern = {}): Block {
    return only(this.resources(type, pattern), type, pattern);
  }

  /** The one data source of a type that has these properties. */
  data(type: string, pattern: Pattern = {}): Block {
    return only(
      blocks(this.json.data, type).filter((block) => matches(block, pattern)),
      type,
      pattern,
    );
  }

  /** Every type of resource, with how many there are. */
  get counts(): Readonly<Record<string, number>> {
    const types = Object.keys(this.json.resource ?? {});
    return Object.fromEntries(types.map((type) => [type, this.resources(type).length]));
  }

  /** The name in the configuration of the one resource that has these properties. */
  nameOf(type: string, pattern: Pattern): string {
    const wanted = this.resource(type, pattern);
    const all = (this.json.resource as Record<string, Record<string, Block>>)[type]!;
    return Object.keys(all).find((name) => all[name] === wanted)!;
  }
}

function blocks(kind: unknown, type: string): readonly Block[] {
  return Object.values((kind as Record<string, Record<string, Block>> | undefined)?.[type] ?? {});
}

function only(found: readonly Block[], type: string, pattern: Pattern): Block {
  if (found.length === 1) return found[0]!;
  throw new Error(`${found.length} of ${type} match ${JSON.stringify(pattern)}, not one`);
}

function matches(value: unknown, pattern: unknown): boolean {
  if (pattern instanceof RegExp) return typeof value === 'string' && pattern.test(value);
  if (typeof pattern !== 'object' || pattern === null) return value === pattern;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern).every(([key, inner]) =>
    matches((value as Record<string, unknown>)[key], inner),
  );
}

/** A text that the pattern matches, inside of what is expected; its type is that of a value to hold. */
export function like(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

/** A stack with what is put into it, synthesized and validated as `cdktf synth` does it. */
export function synthesize(fill: (stack: TerraformStack) => void): Synthesized {
  return synthesizeIn((app) => {
    const stack = new TerraformStack(app, 'test');
    new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
    fill(stack);
    return stack;
  });
}

/** The same for a stack that brings its own provider. */
export function synthesizeIn(make: (app: App) => TerraformStack): Synthesized {
  return withApp((app) => new Synthesized(JSON.parse(Testing.synth(make(app), true)) as Block));
}

/** An app whose folder is removed afterwards; one that is given none makes one, and leaves it. */
export function withApp<T>(work: (app: App) => T): T {
  const outdir = mkdtempSync(join(tmpdir(), 'synthesized-'));
  try {
    return work(Testing.app({ outdir }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** It stands for Kafka's archive: only hosts look into that. */
export const ANY_FILE = join(packageFolder(), 'LICENSE');

/** Props of a cluster that is valid; a test changes only what it is about. */
export function validProps(changes: Partial<KafkaClusterProps> = {}): KafkaClusterProps {
  return {
    spec: validSpec(),
    network: Network.own({
      cidr: '10.20.0.0/22',
      subnets: { a: '10.20.0.0/24', b: '10.20.1.0/24', c: '10.20.2.0/24' },
      zones: { a: 'eu-west-1a', b: 'eu-west-1b', c: 'eu-west-1c' },
    }),
    kafkaArchive: ANY_FILE,
    ...changes,
  };
}

/** The cluster of these props, with operators let in. */
export function synthesizeCluster(
  changes: Partial<KafkaClusterProps> = {},
  then: (cluster: KafkaCluster) => void = () => undefined,
): Synthesized {
  return synthesize((stack) => {
    const cluster = new KafkaCluster(stack, 'Kafka', validProps(changes));
    cluster.allowSshFrom('operators', Peer.ipv4('10.0.0.0/8'));
    then(cluster);
  });
}

/** The texts of the errors that making the cluster ends with, one for each problem. */
export function problemsOf(changes: Partial<KafkaClusterProps>): readonly string[] {
  try {
    synthesizeCluster(changes);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}
