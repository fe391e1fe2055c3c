/** The module `./name` beside the one of `base`: as TypeScript where that is run, else as compiled. */
export const moduleBeside = (base: string, name: string): URL =>
  new URL(`./${name}${base.endsWith('.ts') ? '.ts' : '.js'}`, base);
