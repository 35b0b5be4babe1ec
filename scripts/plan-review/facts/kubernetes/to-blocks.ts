import type { Values } from '../../../terraform-plan/plan';
import { isValues } from '../../../terraform-plan/values';
import { words } from '../../lists';

/**
 * An object of Kubernetes as the `kubernetes` provider spells it in blocks, so that rules judge it alike:
 * names with underscores, lists of blocks in the singular. Keys of maps stay as they are.
 */
export function toBlocks(fields: Values): Values {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      SINGULAR[key] ?? snakeCase(key),
      MAPS.has(key) ? value : inBlocks(value),
    ]),
  );
}

/** The type that the provider has, or would have, for a kind: `kubernetes_stateful_set`. */
export function typeOfKind(kind: string): string {
  return `kubernetes_${snakeCase(kind)}`;
}

const SINGULAR: Readonly<Record<string, string>> = {
  containers: 'container',
  initContainers: 'init_container',
  ports: 'port',
  tolerations: 'toleration',
  volumeClaimTemplates: 'volume_claim_template',
  volumeMounts: 'volume_mount',
  volumes: 'volume',
};

const MAPS = new Set(
  words(`
  annotations binaryData config data labels limits matchLabels nodeSelector parameters requests
  stringData
`),
);

function inBlocks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inBlocks);
  return isValues(value) ? toBlocks(value) : value;
}

function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '_').toLowerCase();
}
