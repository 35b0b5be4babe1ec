import { unmarked, type Sayable } from '../../../masking/say';
import { MASKED } from '../../../masking/text-pieces';
import { maskTextPair } from '../../../masking/mask-text';
import { lazy, withShown } from '../../../terraform-plan/lazy';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { hasMark } from '../../../terraform-plan/values';
import type { HostFile, HostFileObject } from '../../plan-facts';
import { isTopicType } from '../kafka/topic-settings';
import { helmValues } from '../kubernetes/helm-values';
import { heldTexts, type HeldText } from '../texts/held-texts';
import { OBJECT_TYPES } from './host-file-objects';

/**
 * Files of Kafka's and ZooKeeper's in the texts of any resource that stands and changes: objects of
 * other clouds, files, parameters, secrets, config maps, settings of managed clusters.
 */
export function foreignFiles(
  all: ReadonlyMap<string, readonly ResourceChange[]>,
): readonly HostFileObject[] {
  return [...all]
    .filter(([type]) => !OBJECT_TYPES.includes(type) && !isTopicType(type))
    .flatMap(([, resources]) => resources)
    .filter(({ change, before, after }) => change !== 'none' && before && after)
    .flatMap(filesIn);
}

type Texts = ReadonlyMap<string, HeldText>;

function filesIn(object: ResourceChange): readonly HostFileObject[] {
  const read = (values: Values | undefined) => heldTexts(valuesOf(object.type, values));
  const [before, after] = [read(object.before), read(object.after)];
  const shown = lazy(() => [read(object.shown.before), read(object.shown.after)] as const);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((place) => before.get(place)?.raw !== after.get(place)?.raw)
    .map((place) => {
      const [old, now] = [before.get(place), after.get(place)];
      const file = {
        ...hostFile((old ?? now)!.name, old?.text, now?.text),
        ...{ object, nature: (now ?? old)!.nature },
        isHidden: isHidden(object, place, { old, now }),
        ...(hasUnknown(object, place) && { isPartial: true as const }),
      };
      return withShown(file, () => shownFile({ old, now }, shown(), place));
    });
}

/** Of a chart, what it is given is looked into, not the text in which that is written. */
function valuesOf(type: string, values: Values | undefined): Values | undefined {
  return type === 'helm_release' && values
    ? { name: values.name, values: helmValues(values) }
    : values;
}

interface Pair {
  readonly old: HeldText | undefined;
  readonly now: HeldText | undefined;
}

/** An environment may come from any attribute. */
function hasUnknown({ afterUnknown }: ResourceChange, place: string): boolean {
  const [, attribute] = place.split('/');
  return hasMark(
    attribute === undefined || typeof afterUnknown !== 'object'
      ? afterUnknown
      : (afterUnknown as Readonly<Record<string, unknown>>)[attribute],
  );
}

/** A text that isn't there may be known only after the apply; one that isn't text can't be read. */
function isHidden(object: ResourceChange, place: string, { old, now }: Pair): boolean {
  if (now === undefined) return hasUnknown(object, place);
  return now.text === undefined || (old !== undefined && old.text === undefined);
}

function hostFile(name: string, before: string | undefined, after: string | undefined): HostFile {
  return {
    ...{ key: name, cluster: '', host: '', path: name.startsWith('/') ? name : `/${name}` },
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

/** What can't be found among what may be shown is masked. */
function shownFile({ old, now }: Pair, [before, after]: readonly [Texts, Texts], place: string) {
  const text = (real: HeldText | undefined, shown: Texts) =>
    real?.text === undefined ? undefined : (shown.get(place)?.text ?? MASKED);
  const name = (before.get(place) ?? after.get(place))?.name ?? MASKED;
  const was = text(old, before);
  const becomes = text(now, after);
  const file = hostFile(name, was, becomes);
  const masked = maskTextPair(file);
  const sayable = Object.entries({ ...file, ...masked }).map(([key, value]: [string, string]) => [
    key,
    unmarked(value),
  ]);
  return Object.fromEntries(sayable) as HostFile<Sayable>;
}
