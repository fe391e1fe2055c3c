import { describe, expect, test } from 'vitest';
import { decodeBytes } from '../../../src/ingest/decode.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(
    parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const hindi = 'हिन्दी समाचार';

const utf32 = (text: string, littleEndian: boolean): Uint8Array => {
  const buffer = Buffer.alloc(text.length * 4);
  Array.from(text).forEach((character, index) => {
    const code = character.codePointAt(0) ?? 0;
    if (littleEndian) buffer.writeUInt32LE(code, index * 4);
    else buffer.writeUInt32BE(code, index * 4);
  });
  return buffer;
};

describe('byte order marks and widths win over everything', () => {
  const text = `<a>${hindi}</a>`;
  test.each([
    ['UTF-8 with a mark', utf8(`\ufeff${text}`)],
    ['UTF-16LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16LE without', Buffer.from(text, 'utf16le')],
    ['UTF-16BE without', Buffer.from(text, 'utf16le').swap16()],
    ['UTF-32LE', utf32(text, true)],
    ['UTF-32BE', utf32(text, false)],
  ])('%s', (_, body) => {
    expect(decodeBytes(body, 'text/xml; charset=iso-8859-1', 'xml')).toBe(text);
  });
});

describe('declarations', () => {
  test('the HTTP charset is used where the bytes are not UTF-8', () => {
    expect(decodeBytes(bytes([0xc4, 0xcf, 0xcd]), 'text/xml; charset="KOI8-R"', 'xml')).toBe('дом');
  });
  test('the XML declaration is used where HTTP says nothing', () => {
    const body = bytes('<?xml version="1.0" encoding="windows-1251"?>', [0xc4, 0xee, 0xec]);
    expect(decodeBytes(body, 'text/xml', 'xml')).toContain('Дом');
  });
  test('the XML declaration wins over the default that servers send', () => {
    const body = bytes("<?xml version='1.0' encoding='shift_jis'?>", [0x93, 0xfa, 0x96, 0x7b]);
    expect(decodeBytes(body, 'text/xml; charset=ISO-8859-1', 'xml')).toContain('日本');
  });
  test('a meta element counts in HTML only', () => {
    const body = bytes('<meta charset="euc-kr">', [0xc7, 0xd1, 0xb1, 0xdb]);
    expect(decodeBytes(body, null, 'html')).toContain('한글');
    expect(decodeBytes(body, null, 'xml')).not.toContain('한글');
  });
  test('valid UTF-8 is UTF-8 whatever is declared', () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?><a>${hindi}</a>`;
    expect(decodeBytes(utf8(text), 'text/xml; charset=windows-1252', 'xml')).toBe(text);
    expect(decodeBytes(utf8(text), 'text/xml; charset=utf-16', 'xml')).toBe(text);
  });
  test('escape sequences of ISO-2022-JP are seen behind their ASCII looks', () => {
    expect(decodeBytes(bytes('\x1b$BF|K\\\x1b(B'), 'text/html; charset=iso-2022-jp', 'html')).toBe('日本');
  });
  test('an encoding that does not exist is passed over', () => {
    expect(decodeBytes(bytes('caf', [0xe9]), 'text/xml; charset=x-nonsense', 'xml')).toBe('café');
  });
});

describe('without a usable declaration', () => {
  test('a damaged byte does not turn UTF-8 into another encoding', () => {
    expect(decodeBytes(bytes('<a>', [...utf8(hindi)], [0xff], '</a>'), null, 'xml')).toBe(
      `<a>${hindi}\ufffd</a>`,
    );
  });
  test('Western text is windows-1252', () => {
    expect(decodeBytes(bytes([0x93], 'caf', [0xe9, 0x94]), null, 'xml')).toBe('“café”');
  });
  test('no bytes are no text', () => {
    expect(decodeBytes(new Uint8Array(), null, 'json')).toBe('');
  });
});

describe('a guess where nothing is declared', () => {
  /** Bytes of a text in an encoding that only decoders exist for. */
  const encode = (label: string, text: string): Uint8Array => {
    const decoder = new TextDecoder(label);
    const table = new Map<string, number[]>();
    for (let first = 0; first < 256; first += 1) {
      const single = decoder.decode(Uint8Array.of(first));
      if (single.length === 1 && single !== '\ufffd') table.set(single, [first]);
      for (let second = 0x40; first >= 0x80 && second < 256; second += 1) {
        const pair = decoder.decode(Uint8Array.of(first, second));
        if (pair.length === 1 && !table.has(pair)) table.set(pair, [first, second]);
      }
    }
    return Uint8Array.from(Array.from(text).flatMap(character => table.get(character) ?? [0x3f]));
  };

  const russian = 'Сегодня в городе открыли новый мост через реку, и движение восстановлено.';
  test.each([
    ['koi8-r', russian],
    ['windows-1251', russian],
    ['windows-1255', 'היום נפתח בעיר גשר חדש מעל הנהר והתנועה חזרה לקדמותה'],
    ['windows-1253', 'Σήμερα άνοιξε στην πόλη μια νέα γέφυρα πάνω από τον ποταμό'],
    ['euc-jp', '今日、町に新しい橋が開通し、川を渡ることができるようになった。'],
    ['shift_jis', '今日、町に新しい橋が開通し、川を渡ることができるようになった。'],
    ['euc-kr', '오늘 도시에서 새로운 다리가 개통되어 강을 건너는 것이 가능하게 되었다'],
    ['gb18030', '今天在这个城市，人们为新的大桥开通而高兴，这是一个不小的变化了。'],
    ['big5', '今天在這個城市，人們為新的大橋開通而高興，這是一個不小的變化了。'],
  ])('%s', (label, text) => {
    expect(decodeBytes(encode(label, `<a>${text}</a>`), null, 'xml')).toBe(`<a>${text}</a>`);
  });
  test('accented letters among Latin ones are no other script', () => {
    const text = '<a>Été à la plage, où les élèves ont déjà préféré le thé</a>';
    expect(decodeBytes(encode('windows-1252', text), null, 'xml')).toBe(text);
  });
});
