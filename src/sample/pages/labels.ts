import type { SampleLanguage } from '../article.ts';

/** The words around an article: what an extractor has to leave out. */
export interface PageLabels {
  home: string;
  by: string;
  tags: string;
  share: string;
  latest: string;
  mustRead: string;
  dontMiss: string;
  alsoRead: string;
  menu: readonly string[];
  newsletter: string;
  comments: string;
  cookies: string;
  rights: string;
}

export const pageLabels: Readonly<Record<SampleLanguage, PageLabels>> = {
  hi: {
    home: 'होम',
    by: 'लेखक',
    tags: 'Tags',
    share: 'Share this story',
    latest: 'Latest News',
    mustRead: 'Must Read',
    dontMiss: "Don't Miss",
    alsoRead: 'यह भी पढ़ें',
    menu: ['देश', 'दुनिया', 'खेल', 'कारोबार', 'मनोरंजन', 'ई-पेपर'],
    newsletter: 'हर सुबह की बड़ी ख़बरें अपने इनबॉक्स में पाएँ, न्यूज़लेटर से जुड़ें।',
    comments: 'टिप्पणी करने के लिए लॉग इन करें',
    cookies: 'यह वेबसाइट कुकीज़ का इस्तेमाल करती है।',
    rights: 'सर्वाधिकार सुरक्षित',
  },
  en: {
    home: 'Home',
    by: 'By',
    tags: 'Tags',
    share: 'Share this story',
    latest: 'Latest News',
    mustRead: 'Must Read',
    dontMiss: "Don't Miss",
    alsoRead: 'Also read',
    menu: ['India', 'World', 'Sport', 'Business', 'Culture', 'E-paper'],
    newsletter: 'Sign up for our newsletter and get the morning briefing in your inbox.',
    comments: 'Log in to leave a comment',
    cookies: 'We use cookies to improve your experience on this site.',
    rights: 'All rights reserved',
  },
};
