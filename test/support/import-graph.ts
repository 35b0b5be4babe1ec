import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { preProcessFile } from 'typescript';
import { packageFolder } from '../../cluster/package-folder';

const ROOT = packageFolder();

/** Which files each file imports, or what else has arrows from one to the other. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** The TypeScript files in a folder and all below it; paths from the top of the repository. */
export function sourcesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

/** Every module that a file names: in imports, also of types alone, in exports and in `import()`. */
export function modulesOf(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The files of this repository that a file imports, also JSON. */
export function importsOf(file: string): readonly string[] {
  const near = modulesOf(file).filter((name) => /^\.\.?(\/|$)/.test(name));
  return near.map((name) => {
    const path = normalize(join(dirname(file), name)).replace(/\.js$/, '');
    const forms = name.endsWith('.json') ? [path] : [`${path}.ts`, join(path, 'index.ts')];
    const found = forms.find((each) => existsSync(join(ROOT, each)));
    if (found === undefined) throw new Error(`${file} imports ${name}, which is nowhere`);
    return found;
  });
}

/** The files of some folders and what they import. */
export function importGraph(folders: readonly string[]): Graph {
  return new Map(folders.flatMap(sourcesIn).map((file) => [file, importsOf(file)]));
}

/** One way round each knot of a graph, from a node back to itself; none where it has no circle. */
export function circlesOf(graph: Graph): readonly (readonly string[])[] {
  const circles: (readonly string[])[] = [];
  const done = new Set<string>();
  const walk = (node: string, way: readonly string[]): void => {
    if (way.includes(node)) circles.push([...way.slice(way.indexOf(node)), node]);
    if (done.has(node) || way.includes(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...way, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return circles;
}
