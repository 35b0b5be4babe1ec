import { ConfigSources, ConfigTypes } from '@platformatic/kafka';
import { brokerHosts, type Topology } from '../../cluster/topology';
import type { EffectiveSetting } from '../../scripts/health/settings/effective-setting';
import { renderedSettings } from '../../scripts/health/settings/rendered-settings';

/** A setting as a broker shows it, the value in effect first among those it was chosen from. */
export function shownSetting(
  changes: Partial<EffectiveSetting> = {},
  ...chain: readonly [EffectiveSetting['configSource'], string | null][]
): EffectiveSetting {
  const name = changes.name ?? 'key';
  return {
    ...{ name, readOnly: false, isSensitive: false, documentation: null },
    configType: ConfigTypes.STRING,
    value: chain[0]?.[1] ?? null,
    configSource: chain[0]?.[0] ?? ConfigSources.DEFAULT_CONFIG,
    synonyms: chain.map(([source, value]) => ({ name, source, value })),
    ...changes,
  };
}

/** What every broker of a topology shows that was started with its file, by its id. */
export function settingsAsRendered(
  topology: Topology,
): ReadonlyMap<number, readonly EffectiveSetting[]> {
  return new Map(
    brokerHosts(topology).map((host) => [
      host.broker.id,
      [...renderedSettings(topology, host)].map(([name, value]) =>
        shownSetting({ name }, [ConfigSources.STATIC_BROKER_CONFIG, value]),
      ),
    ]),
  );
}

/** The same, where one broker, or all, show a setting in another way. */
export function withSetting(
  settings: ReadonlyMap<number, readonly EffectiveSetting[]>,
  setting: EffectiveSetting,
  only?: number,
): ReadonlyMap<number, readonly EffectiveSetting[]> {
  return new Map(
    [...settings].map(([id, shown]) => [
      id,
      only !== undefined && id !== only
        ? shown
        : [...shown.filter(({ name }) => name !== setting.name), setting],
    ]),
  );
}
