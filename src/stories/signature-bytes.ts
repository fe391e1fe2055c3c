import { emptySignature, type Signature } from './signature.ts';
import { newVector, type TermVector } from './vector.ts';

/*
 * A signature as bytes, big endian: the numbers of stems and of keys (uint16 each), then for each stem and each key
 * its hash (int32) and its weight in steps of 1/65535 (uint16).
 */
const headBytes = 4;
const termBytes = 6;
const weightSteps = 65_535;

export const encodeSignature = ({ stems, keys }: Signature): Uint8Array => {
  const view = new DataView(
    new ArrayBuffer(headBytes + (stems.terms.length + keys.terms.length) * termBytes),
  );
  view.setUint16(0, stems.terms.length);
  view.setUint16(2, keys.terms.length);
  writeVector(view, headBytes, stems);
  writeVector(view, headBytes + stems.terms.length * termBytes, keys);
  return new Uint8Array(view.buffer);
};

/** Bytes of another form, as of an article that has no signature yet, give an empty one. */
export const decodeSignature = (bytes: Uint8Array): Signature => {
  if (bytes.byteLength < headBytes) return emptySignature;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stems = view.getUint16(0);
  const keys = view.getUint16(2);
  if (bytes.byteLength !== headBytes + (stems + keys) * termBytes) return emptySignature;
  return {
    stems: readVector(view, headBytes, stems),
    keys: readVector(view, headBytes + stems * termBytes, keys),
  };
};

const writeVector = (view: DataView, from: number, { terms, weights }: TermVector): void => {
  for (let at = 0; at < terms.length; at += 1) {
    view.setInt32(from + at * termBytes, terms[at] ?? 0);
    view.setUint16(from + at * termBytes + 4, Math.round(Math.min(1, weights[at] ?? 0) * weightSteps));
  }
};

const readVector = (view: DataView, from: number, length: number): TermVector => {
  const vector = newVector(length);
  for (let at = 0; at < length; at += 1) {
    vector.terms[at] = view.getInt32(from + at * termBytes);
    vector.weights[at] = view.getUint16(from + at * termBytes + 4) / weightSteps;
  }
  return vector;
};
