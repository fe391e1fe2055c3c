/** Word lists that date lines are read with. Month names of further languages come from CLDR through Intl. */

/** Locales whose month names do not contradict English ones; the first that has a name keeps it. */
export const monthLocales = [
  'en',
  'hi',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'el',
  'hu',
  'ru',
  'mr',
  'bn',
  'gu',
  'pa',
  'ta',
  'te',
];

/** Spellings that CLDR lacks: Hindi newspapers write without nukta, and with म् or the anusvara. */
export const extraMonthNames: readonly (readonly string[])[] = [
  ['जनवरी', 'जन'],
  ['फरवरी', 'फ़रवरी', 'फर', 'फ़र'],
  ['मार्च'],
  ['अप्रैल', 'अप्रेल', 'अप्रै'],
  ['मई'],
  ['जून'],
  ['जुलाई', 'जुला'],
  ['अगस्त', 'अग'],
  ['सितंबर', 'सितम्बर', 'सितं', 'सित', 'sept'],
  ['अक्टूबर', 'अक्तूबर', 'अक्टू', 'अक्तू'],
  ['नवंबर', 'नवम्बर', 'नवं', 'नव'],
  ['दिसंबर', 'दिसम्बर', 'दिसं', 'दिस'],
];

/** Minutes east of UTC. RFC 822 section 5 gives the American names; the others are the usual press ones. */
export const zoneOffsets: ReadonlyMap<string, number> = new Map(
  Object.entries({
    z: 0,
    ut: 0,
    utc: 0,
    gmt: 0,
    wet: 0,
    west: 60,
    bst: 60,
    cet: 60,
    met: 60,
    mez: 60,
    cest: 120,
    mest: 120,
    mesz: 120,
    eet: 120,
    sast: 120,
    eest: 180,
    msk: 180,
    eat: 180,
    gst: 240,
    pkt: 300,
    // Ireland and Israel use the same letters; Indian newsrooms are the ones that print them.
    ist: 330,
    आईएसटी: 330,
    npt: 345,
    wib: 420,
    ict: 420,
    sgt: 480,
    hkt: 480,
    pht: 480,
    awst: 480,
    jst: 540,
    kst: 540,
    acst: 570,
    aest: 600,
    acdt: 630,
    aedt: 660,
    nzst: 720,
    nzdt: 780,
    brt: -180,
    art: -180,
    adt: -180,
    ast: -240,
    edt: -240,
    est: -300,
    cdt: -300,
    cst: -360,
    mdt: -360,
    mst: -420,
    pdt: -420,
    pst: -480,
    akdt: -480,
    akst: -540,
    hst: -600,
  }),
);

/** Names that stand for winter and summer time alike. */
export const regionalZones: ReadonlyMap<string, string> = new Map(
  Object.entries({
    et: 'America/New_York',
    ct: 'America/Chicago',
    mt: 'America/Denver',
    pt: 'America/Los_Angeles',
  }),
);

/** Words for the first (0) and the second (12) half of the day, before or after the time. */
export const dayHalves: ReadonlyMap<string, 0 | 12> = new Map(
  Object.entries<0 | 12>({
    am: 0,
    पूर्वाह्न: 0,
    오전: 0,
    上午: 0,
    午前: 0,
    pm: 12,
    अपराह्न: 12,
    오후: 12,
    下午: 12,
    午後: 12,
  }),
);
