import { describe, expect, test } from 'vitest';
import { describeMissing, parseMissingGlibc, parseMissingLibraries } from '../../src/database/libraries.ts';

const loader =
  'mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file: No such file';

describe('what a dynamic loader says', () => {
  test('glibc names the first missing library, and its Debian package is known', () => {
    expect(parseMissingLibraries(loader)).toEqual({ libraries: ['libcurl.so.4'], packages: ['libcurl4'] });
  });

  test('ldd lists them all, and two libraries of one package name it once', () => {
    const listing = `
	libcurl.so.4 => not found
	libssl.so.3 => not found
	libcrypto.so.3 => not found
	libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f)`;
    expect(parseMissingLibraries(listing)).toEqual({
      libraries: ['libcrypto.so.3', 'libcurl.so.4', 'libssl.so.3'],
      packages: ['libcurl4', 'libssl3'],
    });
  });

  test.each([
    [
      'musl',
      'Error loading shared library libssl.so.3: No such file or directory (needed by ./mongod)',
      'libssl.so.3',
    ],
    [
      'macOS',
      'dyld[1]: Library not loaded: /opt/homebrew/lib/libssl.3.dylib',
      '/opt/homebrew/lib/libssl.3.dylib',
    ],
  ])('%s has words of its own', (_system, text, library) => {
    expect(parseMissingLibraries(text)?.libraries).toEqual([library]);
  });

  test('a library without a known package is named all the same', () => {
    const missing = parseMissingLibraries('\tlibodd.so.9 => not found');
    expect(missing).toEqual({ libraries: ['libodd.so.9'], packages: [] });
    expect(missing === null ? '' : describeMissing(missing)).toContain('libodd.so.9');
  });

  test('other words are no missing library', () => {
    expect(parseMissingLibraries('db version v6.0.5')).toBeNull();
  });

  test('the newest glibc that is asked for is told', () => {
    const text =
      "version `GLIBC_2.9' not found\nversion `GLIBC_2.34' not found\nversion `GLIBC_2.33' not found";
    expect(parseMissingGlibc(text)).toBe('2.34');
    expect(parseMissingGlibc(loader)).toBeNull();
  });

  test('the sentence names the libraries and the packages', () => {
    const missing = { libraries: ['libcurl.so.4', 'libssl.so.3'], packages: ['libcurl4', 'libssl3'] };
    expect(describeMissing(missing)).toBe(
      'mongod cannot start: shared libraries are missing: libcurl.so.4, libssl.so.3. ' +
        'On Debian or Ubuntu: apt-get install libcurl4 libssl3',
    );
  });
});
