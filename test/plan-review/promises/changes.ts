import type { PlannedResource } from '../../support/plan-builder';

/** The attributes of a resource. */
export type Attributes = Readonly<Record<string, unknown>>;

/** What else the plan says of the change. */
export type More = Omit<Partial<PlannedResource>, 'address' | 'before' | 'after'>;

export function makes(address: string, after: Attributes, more: More = {}): PlannedResource {
  return planned({ address, after, ...more });
}

export function keeps(address: string, standing: Attributes, more: More = {}): PlannedResource {
  return planned({ address, before: standing, after: standing, ...more });
}

/** Changes it in place. `undefined` takes an attribute away. */
export function changes(
  address: string,
  standing: Attributes,
  changed: Attributes,
  more: More = {},
): PlannedResource {
  const after = { ...standing, ...changed };
  return planned({ address, before: standing, after, ...more });
}

/** Deletes what the configuration no longer has. */
export function deletes(address: string, standing: Attributes, more: More = {}): PlannedResource {
  const reason = 'delete_because_no_resource_config';
  return planned({ address, before: standing, reason, ...more });
}

/** Deletes it, then makes it anew, because of the attributes that change. */
export function replaces(
  address: string,
  standing: Attributes,
  changed: Attributes,
  more: More = {},
): PlannedResource {
  return planned({
    address,
    ...{ actions: ['delete', 'create'], reason: 'replace_because_cannot_update' },
    before: standing,
    after: { ...standing, id: undefined, arn: undefined, ...changed },
    afterUnknown: { id: true, arn: true },
    replacePaths: Object.keys(changed).map((key) => [key]),
    ...more,
  });
}

/** Makes the new one first (`create_before_destroy`). */
export function replacesLater(
  address: string,
  standing: Attributes,
  changed: Attributes,
  more: More = {},
): PlannedResource {
  return replaces(address, standing, changed, { actions: ['create', 'delete'], ...more });
}

/** Takes it out of terraform's state, and leaves it where it is. */
export function forgets(address: string, standing: Attributes, more: More = {}): PlannedResource {
  return planned({ address, before: standing, actions: ['forget'], ...more });
}

/** Another address for the same thing, as a `moved` block gives it. */
export function moves(from: string, to: string, standing: Attributes): PlannedResource {
  return keeps(to, standing, { previousAddress: from });
}

/** Where the registry has providers that aren't AWS's, by the beginning of their types. */
const PROVIDERS: Readonly<Record<string, string>> = {
  ...{ aiven: 'aiven/aiven', argocd: 'argoproj-labs/argocd', azurerm: 'hashicorp/azurerm' },
  ...{ cloudflare: 'cloudflare/cloudflare', confluent: 'confluentinc/confluent' },
  ...{ consul: 'hashicorp/consul', datadog: 'datadog/datadog' },
  ...{ digitalocean: 'digitalocean/digitalocean', github: 'integrations/github' },
  ...{ google: 'hashicorp/google', grafana: 'grafana/grafana', hcloud: 'hetznercloud/hcloud' },
  ...{ helm: 'hashicorp/helm', kafka: 'mongey/kafka', kubectl: 'gavinbunney/kubectl' },
  ...{ kubernetes: 'hashicorp/kubernetes', libvirt: 'dmacvicar/libvirt', local: 'hashicorp/local' },
  ...{ mongodbatlas: 'mongodb/mongodbatlas', null: 'hashicorp/null', oci: 'oracle/oci' },
  ...{ openstack: 'terraform-provider-openstack/openstack', ovh: 'ovh/ovh' },
  ...{ pagerduty: 'pagerduty/pagerduty', proxmox: 'bpg/proxmox', random: 'hashicorp/random' },
  ...{ redpanda: 'redpanda-data/redpanda', scaleway: 'scaleway/scaleway', time: 'hashicorp/time' },
  ...{ tls: 'hashicorp/tls', vault: 'hashicorp/vault', vsphere: 'hashicorp/vsphere' },
  ...{ yandex: 'yandex-cloud/yandex', exoscale: 'exoscale/exoscale', linode: 'linode/linode' },
};

function planned(resource: PlannedResource): PlannedResource {
  const [, prefix] = /(?:^|\.)(?:data\.)?([a-z]+)_[^.]*\.[^.]+$/.exec(resource.address) ?? [];
  const name = PROVIDERS[prefix ?? ''];
  return name === undefined ? resource : { provider: `registry.terraform.io/${name}`, ...resource };
}
