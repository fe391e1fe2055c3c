/*
 * Words that publishers put among their tags to be found, and that name no subject. Lists are data: a word belongs here
 * when it says something of the medium, the moment or the site, in English, in Hindi, and in Hindi written in Latin.
 */

/** The news itself: beside these even the name of a place or of a department is furniture ("Bihar news"). */
export const newsWords = `
  news newz nws newspaper khabar khabre khabren khabrein khabrain khabro khabron khabarein samachar samachaar headline
  headlines bulletin update updates epaper breakingnews
  समाचार समाचारों खबर खबरें खबरे खबरों न्यूज न्यूज़ सुर्खियां सुर्खियाँ हेडलाइन हेडलाइंस हेडलाइन्स बुलेटिन अपडेट अपडेट्स ईपेपर अखबार
  nachrichten schlagzeilen noticias noticia actualités notizie nieuws nyheter новости
`;

/** Forms that news comes in. */
export const mediumWords = `
  video videos vdo photo photos photograph photographs pic pics picture pictures image images gallery galleries
  photogallery photostory slideshow slideshows live liveblog livetv liveupdates story stories webstory webstories article
  articles blog blogs post posts podcast podcasts clip clips reel reels shorts rss feed feeds newsletter newsletters
  infographic infographics audio website homepage app ticker explainer explainers
  वीडियो विडियो वीडियोज फोटोज फोटो फ़ोटो तस्वीर तस्वीरें तस्वीरों गैलरी गैलेरी फोटोगैलरी लाइव स्टोरी स्टोरीज लेख ब्लॉग पॉडकास्ट वेबसाइट पोस्ट
  artikel bilder bild fotos startseite homepage
`;

/** What is said of them. */
export const qualifierWords = `
  latest breaking top today todays trending trend trends viral hot big main major popular most read viewed shared
  recent recently new newest fresh more all other others exclusive special daily weekly current now day week hour hours
  minute watch see listen view featured feature sponsored promoted recommended related premium free online digital web
  tv radio alert alerts must editor editors pick picks choice dont miss just flash full complete first page front india
  hindi english urdu marathi bengali gujarati tamil telugu punjabi language in the of for and to from on with by your
  our you us about share follow subscribe click here want know tonight morning evening night
  taza taaza tazaa taja taaja aaj ki ka ke ko se me mein main aur badi bari mukhya pramukh abhi turant dinbhar sabse
  bade desh duniya aapki vishesh viral
  ताजा ताज़ा ताजातरीन ब्रेकिंग बड़ी बड़े मुख्य प्रमुख आज अभी हिंदी हिन्दी अंग्रेजी उर्दू मराठी वायरल ट्रेंडिंग टॉप लेटेस्ट एक्सक्लूसिव विशेष
  खास दिनभर दिन की का के को से में और पर भर सबसे तेज पहले आपकी आपके सभी अन्य नई नए नया ऑनलाइन डिजिटल टीवी
  पढ़ें देखें सुनें जानें फटाफट मेन पॉपुलर इन क्विक वेब लोकप्रिय चर्चित
  aktuell aktuelle aktuelles neueste neuste heute ultimas últimas
`;

/** Departments of a newsroom: furniture only beside the news ("sports news"), for alone they are what it is about. */
export const departmentWords = `
  world national international global state states regional local city cities country rural nation sport sports business
  market entertainment politics political tech technology science health lifestyle education crime weather cricket
  bollywood astrology religion auto travel career job jobs election up mp ncr channel coverage report reports desk
  bureau staff correspondent team quick short
  rajya shahar khel vyapar manoranjan rajniti rashtriya antarrashtriya
  देश दुनिया विश्व राष्ट्रीय अंतरराष्ट्रीय अंतर्राष्ट्रीय राज्य प्रदेश शहर गांव जिला स्थानीय खेल कारोबार बिजनेस व्यापार मनोरंजन राजनीति तकनीक
  टेक विज्ञान स्वास्थ्य जीवनशैली लाइफस्टाइल शिक्षा अपराध क्राइम मौसम क्रिकेट बॉलीवुड धर्म ज्योतिष राशिफल चैनल डेस्क ब्यूरो रिपोर्ट विदेश
`;

/** Whole tags without any of the words above that make furniture alone. */
export const furniturePhrases = `
  trending | latest | breaking | viral | exclusive | featured | sponsored | promoted | recommended | related | popular | most read
  most viewed | most popular | must read | must watch | read more | read also | also read | dont miss | don t miss | editors pick
  editors picks | editor pick | editor picks | editor choice | editors choice | uncategorized | uncategorised | miscellaneous
  misc | general | others | other | home | archive | archives | advertisement | advertorial | press release | web desk
  online desk | news desk | staff reporter | subscribe | share | follow us | tags | default | premium | subscriber only | subscribers only
  members only | google discover | google news | discover | amp | live coverage | full coverage | special report | ground report | cover story | lead story | newsdesk | staff
  correspondent | our correspondent | staff correspondent | special correspondent | web team | more | watch | main | what trending
  big breaking | viral on social media | front page | page one | page 1 | top | top 10 | top 5
  top ten | channel | चैनल | in hindi | hindi me | hindi mein | in english | for you | what s hot | hot topics | hot topic | trending topics | trending now
  trending today | in focus | in pictures | in photos | aaj tak ki | aaj ka | all | today | now | onecms | wire | syndication | agency feed
  संवाददाता | वेब डेस्क | डिजिटल डेस्क | देश विदेश | टॉप | टॉप 10 | पॉपुलर | ट्रेंडिंग | ताजा | ताज़ा | ब्रेकिंग | वायरल | एक्सक्लूसिव | मुख्य पृष्ठ | मुखपृष्ठ | होम | अन्य | विविध | सामान्य | यह भी पढ़ें | ये भी पढ़ें | और पढ़ें
  जरूर पढ़ें | अवश्य पढ़ें | ट्रेंडिंग टॉपिक | सबसे ज्यादा पढ़ी गई | संपादक की पसंद | विज्ञापन | प्रायोजित | हिंदी में | हिन्दी में | बड़ी बात | आज का दिन | न चूकें
`;
