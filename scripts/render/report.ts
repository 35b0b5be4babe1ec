import { describeEffect } from '../../cluster/changes/describe-effect';
import { table } from '../terminal/table';
import { wrapLines } from '../terminal/wrap-text';
import type { PlannedFile, RenderPlan } from './plan-render';
import type { RenderResult } from './render-into';

/** What a render has done, for a person: hosts, then what differs from the render before. */
export function renderReport(
  folder: string,
  { manifest, plan }: RenderResult,
  width: number,
): string {
  const hosts = manifest.hosts.map(({ name, rack, roles, files }) => [
    name,
    rack,
    roles.join(', '),
    String(files.length),
  ]);
  const parts = [
    table(['Host', 'Rack', 'Roles', 'Files'], hosts, { width, rightAligned: [3] }),
    ...changes(plan, width),
    wrapLines(`${summary(plan)} ${folder}`, width),
  ];
  return parts.join('\n\n');
}

/** Nothing is said of a first render, where all is new. */
function changes({ files, removals }: RenderPlan, width: number): readonly string[] {
  if (files.every(({ state }) => state === 'new')) return [];
  const rows = [
    ...files
      .filter(({ state }) => state !== 'same')
      .map((file) => [file.host, file.file.path, file.state, describeEffect(file.effect)]),
    ...removals.map((place) => {
      const slash = place.indexOf('/');
      return [
        place.slice(0, slash),
        place.slice(slash),
        'removed',
        describeEffect({ kind: 'nothing' }),
      ];
    }),
  ];
  return rows.length === 0 ? [] : [table(['Host', 'File', '', 'Needs'], rows, { width })];
}

function summary({ files, removals }: RenderPlan): string {
  const count = (state: PlannedFile['state']) =>
    files.filter((file) => file.state === state).length;
  const counts = [
    [count('new'), 'new'],
    [count('changed'), 'changed'],
    [count('same'), 'as before'],
    [removals.length, 'removed'],
  ] as const;
  const words = counts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`);
  return `${files.length} files (${words.join(', ')}) in`;
}
