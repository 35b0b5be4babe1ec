import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFile } from '../../../cluster/host-files';
import { packageFolder } from '../../../cluster/package-folder';
import { renderTemplate } from '../../../cluster/host-files/render-template';
import type { TemplateName, TemplateViews } from '../../../cluster/host-files/template-views';
import { renderForProduction } from '../../support/render-for-production';
import { GOLDEN_SPECS } from '../../support/specs';

const LINE = { key: 'a.key', value: 'value', comment: '', blankBefore: true };

/** A view that the types would refuse. */
const unsound = <T extends keyof TemplateViews>(view: unknown) => view as TemplateViews[T];

it('fills in a template, without escaping what it is given', () => {
  const sections = [{ title: 'A & B', lines: [{ ...LINE, value: '<">&' }] }];
  const text = renderTemplate('server.properties', { about: 'It is "this".', sections });
  expect(text).toContain('# It is "this".\n');
  expect(text).toContain('\n# ==== A & B ====\n\na.key=<">&\n');
});

it.each([
  ['undefined', { about: 'x', broker: undefined }],
  ['null', { about: 'x', broker: null }],
  ['NaN', { about: 'x', broker: NaN }],
])('refuses a value that is %s', (_, view) => {
  expect(() => renderTemplate('sysctl.conf', unsound<'sysctl.conf'>(view))).toThrow(/broker/);
});

it.each(['server.properties', 'sysctl.conf', 'logrotate.timer'] as const)(
  '%s refuses a view from which a value is missing',
  (template) => {
    const render = () => renderTemplate<TemplateName>(template, unsound({ about: 'x' }));
    expect(render).toThrow(/is given nothing|not defined/);
  },
);

it('names the place of a value that is missing inside', () => {
  const sections = [{ title: 'T', lines: [{ ...LINE, comment: undefined }] }];
  const view = unsound<'zoo.cfg'>({ about: 'x', sections });
  expect(() => renderTemplate('zoo.cfg', view)).toThrow('zoo.cfg.sections.0.lines.0.comment');
});

it('refuses text in which something was left unfilled', () => {
  const sections = [{ title: 'T', lines: [{ ...LINE, value: '{{rack}}' }] }];
  expect(() => renderTemplate('zoo.cfg', { about: 'x', sections })).toThrow('left unfilled');
});

/** Of all golden specs; a program is the same on every host. */
const renderedFiles = (): readonly HostFile[] =>
  Object.values(GOLDEN_SPECS)
    .flatMap(renderForProduction)
    .flatMap(({ files }) => files)
    .filter(({ mode }) => mode !== 0o755);

it('every file but myid says that it is not to be edited, and where it comes from', () => {
  const templates = readdirSync(join(packageFolder(), 'templates'));
  for (const { path, content } of renderedFiles()) {
    if (path.endsWith('/myid')) continue;
    const [, template] = /^# Written by cdktf-kafka .* templates\/(\S+)\.$/m.exec(content) ?? [];
    expect(templates).toContain(template);
    expect(content).toContain('# Do not edit');
  }
});

it('every line of every file ends, and no comment is wider than 100 columns', () => {
  for (const { content } of renderedFiles()) {
    expect(content).toMatch(/\n$/);
    const lines = content.split('\n');
    expect(lines.filter((line) => line.startsWith('#') && line.length > 100)).toEqual([]);
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
    expect(content).not.toContain('\n\n\n');
  }
});
