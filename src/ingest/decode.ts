import { isAscii, isUtf8 } from 'node:buffer';
import { guessLegacyEncoding } from './decode-guess.ts';

// From bytes to text. The order is the byte order mark, valid UTF-8, the HTTP charset, the document's own
// declaration, then a guess by the commonest letters, then windows-1252. Valid UTF-8 goes before the declarations because text of another encoding is
// hardly ever valid UTF-8 by chance, whereas declarations are often wrong (templates, default server settings).

export type DocumentKind = 'xml' | 'html' | 'json';

const sniffBytes = 2048;
const fallbackLabel = 'windows-1252';

/** The text of a body. Never throws: bytes that are wrong in their encoding become U+FFFD. */
export const decodeBytes = (body: Uint8Array, contentType: string | null, kind: DocumentKind): string => {
  const marked = decodeMarked(body);
  if (marked !== null) return marked;
  const declared = kind === 'json' ? [] : declaredLabels(body, contentType, kind);
  if (isUtf8(body)) {
    // Escape-based encodings of 7 bits look like ASCII.
    const sevenBit = declared.find(label => label === 'iso-2022-jp' && isAscii(body));
    return decodeAs(body, sevenBit ?? 'utf-8');
  }
  return decodeLegacy(body, declared);
};

/** UTF-16 and UTF-32, and UTF-8 with its mark: told by the first bytes. */
const decodeMarked = (body: Uint8Array): string | null => {
  const [a = -1, b = -1, c = -1, d = -1] = body;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodeAs(body, 'utf-8');
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decodeUtf32(body.subarray(4), true);
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decodeUtf32(body.subarray(4), false);
  if (a === 0xff && b === 0xfe) return decodeAs(body, 'utf-16le');
  if (a === 0xfe && b === 0xff) return decodeAs(body, 'utf-16be');
  // XML 1.0 appendix F: without a mark the first "<" still shows the width of a character.
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return decodeUtf32(body, true);
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return decodeUtf32(body, false);
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return decodeAs(body, 'utf-16le');
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return decodeAs(body, 'utf-16be');
  return null;
};

const decodeUtf32 = (body: Uint8Array, littleEndian: boolean): string => {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const characters: string[] = [];
  for (let at = 0; at + 4 <= body.byteLength; at += 4) {
    const code = view.getUint32(at, littleEndian);
    const valid = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    characters.push(valid ? String.fromCodePoint(code) : '\ufffd');
  }
  return characters.join('');
};

/** Encodings that are claimed, best claim first, by their WHATWG names; unknown names are left out. */
const declaredLabels = (body: Uint8Array, contentType: string | null, kind: 'xml' | 'html'): string[] => {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, sniffBytes)).toString(
    'latin1',
  );
  const http = encodingName(/charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1]);
  const xml = encodingName(/^\s*<\?xml[^>]*?\bencoding\s*=\s*["']\s*([\w.:-]+)/.exec(head)?.[1]);
  const meta =
    kind === 'html' ? encodingName(/<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1]) : null;
  // RFC 7303: the header wins. Latin-1 is the exception, being what servers send when nobody chose.
  const order = http === fallbackLabel ? [xml, meta, http] : [http, xml, meta];
  return [...new Set(order.filter(label => label !== null))];
};

const encodingName = (label: string | undefined): string | null => {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
};

const decodeLegacy = (body: Uint8Array, declared: readonly string[]): string => {
  // No UTF-16 document gets here (it shows in its first bytes), so that claim is wrong.
  const legacy = declared.filter(label => !label.startsWith('utf-'));
  for (const label of legacy) {
    const text = decodeAs(body, label);
    // A few wrong bytes are damage, many mean that the label is.
    if (countOf(text, '\ufffd') * 100 <= text.length) return text;
  }
  const utf8 = decodeAs(body, 'utf-8');
  const broken = countOf(utf8, '\ufffd');
  // Bytes over 7F that do form characters outnumber the broken ones: damaged UTF-8, not a legacy encoding.
  const formed = utf8.replace(/[\x00-\x7f\ufffd]+/g, '').length;
  if (formed >= broken) return utf8;
  return decodeAs(body, guessLegacyEncoding(body) ?? fallbackLabel);
};

const countOf = (text: string, character: string): number => {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1;
  return count;
};

const decodeAs = (body: Uint8Array, label: string): string => new TextDecoder(label).decode(body);
