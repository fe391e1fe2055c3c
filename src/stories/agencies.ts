import { normaliseWord } from '../text/normalise.ts';

/**
 * Names of news agencies as they stand in datelines and credits, in both scripts. They say who wrote, not what
 * happened, and would tie together whatever one agency sent out.
 */
const names = `
  afp ap reuters pti ani ians uni jnn dpa efe tass xinhua
  एएफपी एपी रॉयटर्स रायटर रायटर्स पीटीआई पीटीआइ एएनआई एएनआइ आईएएनएस आइएएनएस यूएनआई जेएनएन शिन्हुआ
`;

const agencies: ReadonlySet<string> = new Set(names.trim().split(/\s+/).map(normaliseWord));

/** Whether a word in normal form names a news agency. */
export const isNewsAgency = (normal: string): boolean => agencies.has(normal);
