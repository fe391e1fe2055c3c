/** The object that type-graphql makes an enum of: each name stands for itself. */
export const enumOf = <N extends string>(names: readonly N[]): { readonly [K in N]: K } =>
  // Each entry maps a name onto itself, which is what the type says.
  Object.fromEntries(names.map(name => [name, name])) as { readonly [K in N]: K };
