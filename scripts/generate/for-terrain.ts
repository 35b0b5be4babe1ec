/**
 * A compiled module of stacks/, as it is for CDK Terrain: the same code, with the framework and its
 * bindings imported by the names that they have there. Nothing but the names of imports is changed.
 */
export function forTerrain(module: string): string {
  return module.replace(IMPORTED, '$1$2cdktn');
}

/** In JavaScript and in declarations, where types are also imported inside of an expression. */
const IMPORTED = /(\b(?:require|import)\(['"]|\b(?:from|import) ['"])(@?)cdktf(?=['"/])/g;
