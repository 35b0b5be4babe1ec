import type { Values } from '../../../terraform-plan/plan';
import { isValues, textOf } from '../../../terraform-plan/values';
import { parseYamlObjects } from './parse-yaml-objects';
import { toBlocks } from './to-blocks';

/** An object of Kubernetes that a manifest asks for. */
export interface ManifestObject {
  /** Such as `StatefulSet`, `KafkaTopic`. */
  readonly kind: string;
  /** `namespace/name`, as far as it is told. */
  readonly name: string;
  /** In the `kubernetes` provider's blocks. */
  readonly fields: Values;
}

/** The objects that a resource asks for; empty where it asks for none, or can't be read. */
export function manifestObjects(
  type: string,
  values: Values | undefined,
): readonly ManifestObject[] {
  if (values === undefined || !MANIFESTS.test(type)) return [];
  const text = TEXTS.map((key) => textOf(values, key)).find((each) => each);
  const { manifest } = values;
  const objects = isValues(manifest) ? [manifest] : parseYamlObjects(text ?? '');
  return objects.map(asObject);
}

/** Resources that take any object, and charts where the provider was asked to tell what they render. */
const MANIFESTS =
  /^(kubernetes_manifest|kubectl_manifest|k8s_manifest|kustomization_resource|helm_release)$/;

/** Where they have it as YAML or JSON; what is applied comes before what the provider says of it. */
const TEXTS = ['yaml_body', 'manifest', 'content'];

function asObject(manifest: Values): ManifestObject {
  const metadata = isValues(manifest.metadata) ? manifest.metadata : {};
  const name = [textOf(metadata, 'namespace'), textOf(metadata, 'name')].filter(Boolean).join('/');
  return { kind: textOf(manifest, 'kind') ?? 'Object', name, fields: toBlocks(manifest) };
}
