/** Reads what a dynamic loader says when it cannot start a program. */

export interface MissingLibraries {
  readonly libraries: readonly string[];
  /** Debian and Ubuntu packages that bring them, where known. */
  readonly packages: readonly string[];
}

/** The shared libraries that builds of mongod ask for, and the Debian/Ubuntu package of each. */
const packageOfLibrary: Readonly<Record<string, string>> = {
  'libcurl.so.4': 'libcurl4',
  'libssl.so.3': 'libssl3',
  'libcrypto.so.3': 'libssl3',
  'libssl.so.1.1': 'libssl1.1',
  'libcrypto.so.1.1': 'libssl1.1',
  'liblzma.so.5': 'liblzma5',
  'libgcc_s.so.1': 'libgcc-s1',
  'libstdc++.so.6': 'libstdc++6',
  'libgssapi_krb5.so.2': 'libgssapi-krb5-2',
  'libsasl2.so.2': 'libsasl2-2',
  'libldap-2.5.so.0': 'libldap-2.5-0',
  'liblber-2.5.so.0': 'libldap-2.5-0',
  'libresolv.so.2': 'libc6',
  'libm.so.6': 'libc6',
  'libc.so.6': 'libc6',
};

/** glibc's ld.so, ldd's listing, musl's ld.so and macOS's dyld, in this order. */
const loaderComplaints: readonly RegExp[] = [
  /error while loading shared libraries: ([^\s:]+): cannot open/g,
  /^\s*(\S+) => not found/gm,
  /Error loading shared library ([^\s:]+):/g,
  /Library not loaded: (\S+)/g,
];

/** The Debian/Ubuntu packages that bring the libraries, where known. */
export const packagesOf = (libraries: readonly string[]): string[] => {
  const packages = new Set(libraries.map(name => packageOfLibrary[name] ?? ''));
  return [...packages].filter(name => name !== '').sort();
};

/** The libraries that a loader's message or an `ldd` listing names as missing, or null when it names none. */
export const parseMissingLibraries = (loaderText: string): MissingLibraries | null => {
  const found = loaderComplaints.flatMap(pattern =>
    [...loaderText.matchAll(pattern)].map(match => match[1] ?? ''),
  );
  const libraries = [...new Set(found)].filter(name => name !== '').sort();
  if (libraries.length === 0) return null;
  return { libraries, packages: packagesOf(libraries) };
};

/** The glibc version that a loader says it lacks, e.g. `2.34`, or null. */
export const parseMissingGlibc = (loaderText: string): string | null => {
  const versions = [...loaderText.matchAll(/version [`'"]GLIBC_([\d.]+)['"] not found/g)].map(
    match => match[1] ?? '',
  );
  return versions.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? null;
};

/** One sentence that says what is missing and how to get it. */
export const describeMissing = (missing: MissingLibraries): string => {
  const names = `mongod cannot start: shared libraries are missing: ${missing.libraries.join(', ')}.`;
  if (missing.packages.length === 0) return names;
  return `${names} On Debian or Ubuntu: apt-get install ${missing.packages.join(' ')}`;
};
