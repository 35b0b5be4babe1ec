import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars, { type HelperOptions } from 'handlebars';
import { packageFolder } from '../package-folder';
import { TEMPLATE_HELPERS } from './template-helpers';
import type { TemplateName, TemplateViews } from './template-views';

/**
 * Fills in a template of templates/.
 *
 * @param template its file name without `.hbs`
 * @throws Error where a value is missing or something is left unfilled: a bug of this package
 */
export function renderTemplate<T extends TemplateName>(
  template: T,
  view: TemplateViews[T],
): string {
  assertComplete(view, template);
  const text = compiled(template)({ ...view, template });
  if (/\{\{|\}\}/.test(text)) throw new Error(`${template}: has something that was left unfilled`);
  return text;
}

const templates = new Map<string, Handlebars.TemplateDelegate>();

function compiled(template: string): Handlebars.TemplateDelegate {
  const known = templates.get(template);
  if (known) return known;
  const source = readTemplate(`${template}.hbs`);
  const fresh = handlebars().compile(source, { strict: true, noEscape: true });
  templates.set(template, fresh);
  return fresh;
}

let environment: typeof Handlebars | undefined;

/** One of its own, so that nobody else's helpers and partials get in; made on first use. */
function handlebars(): typeof Handlebars {
  if (environment) return environment;
  const fresh = Handlebars.create();
  fresh.registerHelper(TEMPLATE_HELPERS);
  for (const name of ['if', 'unless', 'each']) refuseMissing(fresh, name);
  for (const file of readdirSync(join(packageFolder(), 'templates', 'partials'))) {
    fresh.registerPartial(basename(file, '.hbs'), readTemplate(join('partials', file)));
  }
  environment = fresh;
  return fresh;
}

/** Strict mode takes a missing name for false, or for an empty list, where a block is given it. */
function refuseMissing(to: typeof Handlebars, name: string): void {
  const block = to.helpers[name]!;
  to.registerHelper(name, function (this: unknown, value: unknown, options: HelperOptions) {
    if (value === undefined) throw new Error(`#${name}: is given nothing`);
    return block.call(this, value, options) as unknown;
  });
}

function readTemplate(file: string): string {
  return readFileSync(join(packageFolder(), 'templates', file), 'utf8');
}

/** Handlebars' strict mode looks for missing names only: a name with nothing behind it passes. */
function assertComplete(value: unknown, path: string): void {
  if (value === undefined || value === null || Number.isNaN(value)) {
    throw new Error(`${path}: has no value`);
  }
  if (typeof value !== 'object') return;
  for (const [name, inner] of Object.entries(value)) assertComplete(inner, `${path}.${name}`);
}
