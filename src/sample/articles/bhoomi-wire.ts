import type { SampleArticle } from '../article.ts';

export const bhoomiWire: readonly SampleArticle[] = [
  {
    key: 'cyclone-tarang-odisha-evacuates-villages',
    language: 'en',
    minutesAgo: 65,
    headline: 'Odisha evacuates low-lying villages as Cyclone Tarang approaches',
    dek: null,
    authors: ['Bhoomi News Agency'],
    categories: ['Weather', 'Cyclone Tarang', 'Odisha', 'Puri'],
    image: null,
    sections: [
      [
        null,
        'Authorities in Odisha moved thousands of people from low-lying villages on Friday as Cyclone Tarang gathered strength over the Bay of Bengal.',
        'The storm is likely to cross the coast between Puri and Paradip around midnight with winds of up to 95 kilometres an hour, the India Meteorological Department said.',
      ],
      [
        'Shelters stocked',
        'Shelters in six districts have been stocked with water, milk and medicine. Ports along the coast have hoisted warning signals and fishing has been suspended for two days.',
      ],
    ],
  },
  {
    key: 'samudra-pankh-ne-paar-ki-bangal-ki-khadi',
    language: 'hi',
    minutesAgo: 340,
    headline: 'समुद्र पंख ने 41 दिन में बंगाल की खाड़ी पार की',
    dek: null,
    authors: ['भूमि न्यूज़ एजेंसी'],
    categories: ['विज्ञान', 'नंदिता राघवन', 'समुद्र पंख', 'चेन्नई'],
    image: null,
    sections: [
      [
        null,
        'राष्ट्रीय समुद्र प्रौद्योगिकी संस्थान का जलमग्न ग्लाइडर समुद्र पंख (Samudra Pankh) चेन्नई से चलकर पोर्ट ब्लेयर पहुँच गया है। उसने 1,370 किलोमीटर का रास्ता 41 दिन में तय किया।',
        'परियोजना की प्रमुख नंदिता राघवन (Nandita Raghavan) ने बताया कि ग्लाइडर में कोई इंजन नहीं है और वह अपने भीतर का तेल आगे-पीछे करके ऊपर-नीचे तैरता है।',
      ],
      [
        'तापमान और लवणता के आँकड़े',
        'रास्ते में ग्लाइडर ने एक हज़ार मीटर की गहराई तक तापमान और लवणता नापी। ये आँकड़े मानसून का अनुमान बेहतर बनाने में काम आएँगे।',
        'संस्थान अगले वर्ष ऐसे चार और ग्लाइडर उतारेगा, जिनमें से दो अरब सागर में होंगे।',
      ],
    ],
  },
  {
    key: 'ladakh-glacial-lakes-get-alarms',
    language: 'en',
    minutesAgo: 480,
    headline: 'Twelve Ladakh glacial lakes get automatic alarms',
    dek: null,
    authors: ['Bhoomi News Agency'],
    categories: ['Environment', 'Ladakh', 'Tenzin Wangmo', 'Glaciers'],
    image: { caption: 'A sensor mast beside a glacial lake in Zanskar.', credit: 'Bhoomi News Agency' },
    sections: [
      [
        null,
        'Twelve glacial lakes in Ladakh are now watched by automatic sensors that will warn villages downstream if a lake bursts, scientists said in Leh on Thursday.',
        'People would get about forty minutes to reach higher ground, said Tenzin Wangmo, who leads the project.',
      ],
      [
        'Built for the cold',
        'The sensors run on solar power and send readings by satellite to a control room in Leh. Their batteries were tested at 30 degrees below zero.',
        'Eight more lakes will be added next year, officials said.',
      ],
    ],
  },
  {
    key: 'deshbandhu-double-century-ranji-final',
    language: 'en',
    minutesAgo: 720,
    headline: 'Deshbandhu double century puts Vidarbha in command',
    dek: null,
    authors: ['Bhoomi News Agency'],
    categories: ['Sport', 'Cricket', 'Ranji Trophy', 'Rohan Deshbandhu', 'Vidarbha'],
    image: null,
    sections: [
      [
        null,
        'Captain Rohan Deshbandhu made 212 to put Vidarbha in command of the Ranji Trophy final against Saurashtra in Nagpur.',
        'Vidarbha were bowled out for 486 after tea on the second day. Deshbandhu faced 341 balls and hit 24 fours before he was caught at slip.',
      ],
      [
        'Early wickets',
        'Saurashtra were 112 for three at stumps, 374 runs behind. Left-arm seamer Parag Dhote took two wickets in his first spell.',
      ],
    ],
  },
  {
    key: 'gramin-bhugtan-samiti-ne-report-saunpi',
    language: 'hi',
    minutesAgo: 1120,
    headline: 'ग्रामीण भुगतान समिति ने रिपोर्ट सौंपी, बिना इंटरनेट लेनदेन की सिफ़ारिश',
    dek: null,
    authors: ['भूमि न्यूज़ एजेंसी'],
    categories: ['कारोबार', 'अनिर्बान सेनगुप्ता', 'डिजिटल भुगतान'],
    image: null,
    sections: [
      [
        null,
        'ग्रामीण डिजिटल भुगतान पर बनी समिति ने बुधवार को नई दिल्ली में अपनी रिपोर्ट सौंप दी। समिति के अध्यक्ष अर्थशास्त्री अनिर्बान सेनगुप्ता (Anirban Sengupta) ने कहा कि जिन गाँवों में नेटवर्क कमज़ोर है, वहाँ ऑफ़लाइन वॉलेट से भुगतान की छूट मिलनी चाहिए।',
      ],
      [
        'पाँच सौ रुपये तक की सीमा',
        'रिपोर्ट में हर लेनदेन की सीमा पाँच सौ रुपये और दिन की सीमा दो हज़ार रुपये रखने का सुझाव है।',
        'समिति ने छह महीने में 14 राज्यों के 620 गाँवों में लोगों से बातचीत की।',
      ],
    ],
  },
  {
    key: 'assam-tea-auction-spring-flush',
    language: 'en',
    minutesAgo: 1450,
    headline: 'Spring flush lifts prices at Guwahati tea auction',
    dek: null,
    authors: ['Bhoomi News Agency'],
    categories: ['Business', 'Assam', 'Tea', 'Guwahati'],
    image: null,
    sections: [
      [
        null,
        'Early spring leaf fetched higher prices at the Guwahati tea auction, with orthodox grades up eight per cent on last year.',
        'Buyers from Germany and Iran took a third of the lots, the auction centre said.',
      ],
      [
        'Rain helped',
        'Growers said good rain in the upper valley had brought the first flush forward by ten days. Small growers supplied half of the leaf.',
      ],
    ],
  },
  {
    key: 'bihar-makhana-ki-kheti-ka-vistar',
    language: 'hi',
    minutesAgo: 1580,
    headline: 'बिहार में मखाने की खेती का रक़बा बढ़ा, तालाबों में मछली भी',
    dek: null,
    authors: ['भूमि न्यूज़ एजेंसी'],
    categories: ['खेती', 'बिहार', 'मखाना', 'मधुबनी'],
    image: { caption: 'मधुबनी के एक तालाब में मखाना निकालते किसान।', credit: 'भूमि न्यूज़ एजेंसी' },
    sections: [
      [
        null,
        'बिहार के मधुबनी और पूर्णिया ज़िलों में मखाने की खेती का रक़बा पाँच साल में ढाई गुना हो गया है। कृषि विभाग के अनुसार अब 35 हज़ार हेक्टेयर में मखाना उगाया जा रहा है।',
      ],
      ['एक तालाब, दो फ़सलें', 'किसान उसी तालाब में मछली भी पाल रहे हैं। इससे प्रति एकड़ आमदनी लगभग दोगुनी हुई है।'],
    ],
  },
];
