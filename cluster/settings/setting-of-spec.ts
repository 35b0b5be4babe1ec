/** A number that the spec may set by its own key; else the default given. */
export function numberOfSetting(settings: object, key: string, otherwise: number): number {
  const value = (settings as Readonly<Record<string, unknown>>)[key];
  return value === undefined ? otherwise : Number(value);
}
