// Which legacy encoding undeclared bytes are in. Decoded rightly, the commonest letters or characters of a language
// make up a known share of its text; decoded wrongly, they hardly occur.

interface Candidate {
  label: string;
  /** The commonest characters of the language, lower case. */
  frequent: ReadonlySet<string>;
  /** Their least share in the non-ASCII characters of running text. */
  leastShare: number;
}

const candidate = (label: string, frequent: string, leastShare: number): Candidate => ({
  label,
  frequent: new Set(frequent),
  leastShare,
});

const candidates: readonly Candidate[] = [
  candidate('euc-jp', 'のにはをたがでてとしれさいるなもっかこ', 0.2),
  candidate('shift_jis', 'のにはをたがでてとしれさいるなもっかこ', 0.2),
  candidate('euc-kr', '이다는에의가고을도로한하지기사나', 0.15),
  candidate('gb18030', '的一是在不了有人这中大为上个国我以要他时来', 0.08),
  candidate('big5', '的一是在不了有人這中大為上個國我以要他時來', 0.08),
  candidate('windows-1251', 'оеаинтсрвл', 0.5),
  candidate('koi8-r', 'оеаинтсрвл', 0.5),
  candidate('windows-1253', 'αοιετνσρκπ', 0.5),
  candidate('windows-1255', 'יוהלאתמרבש', 0.5),
  candidate('windows-1256', 'اليمنورتبه', 0.5),
  candidate('windows-874', 'านรอกเงมยล', 0.4),
];

const sampleBytes = 65_536;
const leastHighBytes = 8;

/** The label of the likeliest encoding, or null for text in Latin letters and for too little of it. */
export const guessLegacyEncoding = (body: Uint8Array): string | null => {
  const sample = body.subarray(0, sampleBytes);
  const { high, together } = countHighBytes(sample);
  if (high < leastHighBytes) return null;
  // Letters with accents stand alone among ASCII ones; other scripts come in whole words.
  if (together * 2 < high) return null;
  let best: { label: string; score: number } | null = null;
  for (const { label, frequent, leastShare } of candidates) {
    const score = shareOf(sample, label, frequent) / leastShare;
    if (score >= 1 && score > (best?.score ?? 0)) best = { label, score };
  }
  return best?.label ?? null;
};

const countHighBytes = (sample: Uint8Array): { high: number; together: number } => {
  let high = 0;
  let together = 0;
  let before = 0;
  for (const byte of sample) {
    if (byte >= 0x80) {
      high += 1;
      if (before >= 0x80) together += 1;
    }
    before = byte;
  }
  return { high, together };
};

const shareOf = (sample: Uint8Array, label: string, frequent: ReadonlySet<string>): number => {
  const text = new TextDecoder(label).decode(sample, { stream: true });
  let all = 0;
  let known = 0;
  let broken = 0;
  for (const character of text) {
    if (character <= '\x7f') continue;
    all += 1;
    if (frequent.has(character)) known += 1;
    else if (character === '\ufffd') broken += 1;
  }
  return all === 0 || broken * 20 > all ? 0 : known / all;
};
