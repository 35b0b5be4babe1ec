/** Makes a value when it is first asked for, and once. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** With what may be shown of it, made when it is first asked for. */
export function withShown<T extends object, Shown>(
  told: T,
  make: () => Shown,
): T & { readonly shown: Shown } {
  const shown = lazy(make);
  return {
    ...told,
    get shown() {
      return shown();
    },
  };
}
