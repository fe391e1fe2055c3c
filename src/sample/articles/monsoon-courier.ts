import type { SampleArticle } from '../article.ts';

export const monsoonCourier: readonly SampleArticle[] = [
  {
    key: 'cyclone-tarang-nears-odisha-coast',
    language: 'en',
    minutesAgo: 40,
    headline: 'Cyclone Tarang nears Odisha coast, landfall likely around midnight',
    dek: 'Schools are shut in six districts and fishing boats have been called back.',
    authors: ['Ishaan Barve'],
    categories: ['India', 'Weather', 'Cyclone Tarang', 'Odisha', 'Puri', 'breaking news'],
    image: { caption: 'High waves on the beach at Puri on the eve of landfall.', credit: 'Monsoon Courier' },
    sections: [
      [
        null,
        'Cyclone Tarang (चक्रवात तरंग) was closing in on the Odisha coast, with landfall expected around midnight between Puri and Paradip. Winds may reach 95 kilometres an hour, the India Meteorological Department said.',
      ],
      [
        'Evacuation under way',
        'Families in low-lying parts of Puri, Jagatsinghpur and Kendrapara are being moved to shelters. Twenty teams of the disaster response force are in place.',
      ],
      ['Trains cancelled', 'East Coast Railway has cancelled 18 trains as a precaution.'],
    ],
  },
  {
    key: 'niot-glider-crosses-bay-of-bengal',
    language: 'en',
    minutesAgo: 260,
    headline: 'Indian sea glider crosses the Bay of Bengal in 41 days without an engine',
    dek: 'Samudra Pankh surfaced two kilometres from its target near Port Blair.',
    authors: ['Rhea Pillai'],
    categories: ['Science', 'Oceans', 'Nandita Raghavan', 'Samudra Pankh', 'Chennai'],
    image: {
      caption: 'The yellow glider is lifted from the water near Port Blair.',
      credit: 'National Institute of Ocean Technology',
    },
    sections: [
      [
        null,
        'A yellow underwater glider built in Chennai has crossed the Bay of Bengal on its own. Samudra Pankh (समुद्र पंख) covered 1,370 kilometres in 41 days and surfaced near Port Blair.',
      ],
      [
        'Oil in place of a propeller',
        'The craft pumps oil between two bladders to sink and rise, and its wings turn that motion into forward travel. “We feared the currents, yet it came up two kilometres from the target,” said Nandita Raghavan (नंदिता राघवन), who leads the team at the National Institute of Ocean Technology.',
      ],
      [
        'Data for the monsoon',
        'It measured temperature and salinity down to a thousand metres. Four more gliders follow next year, and the data will be open.',
      ],
    ],
  },
  {
    key: 'raghavan-to-head-chennai-marsh-panel',
    language: 'en',
    minutesAgo: 420,
    headline: 'Nandita Raghavan to head panel on Chennai’s Pallikaranai marsh',
    dek: 'The ocean scientist will advise the city on bringing back its largest wetland.',
    authors: ['Rhea Pillai'],
    categories: ['Environment', 'Chennai', 'Nandita Raghavan', 'Wetlands', 'latest news'],
    image: {
      caption: 'Flamingos in the shallows of the Pallikaranai marsh.',
      credit: 'Monsoon Courier/Rhea Pillai',
    },
    sections: [
      [
        null,
        'Chennai has asked the ocean scientist Nandita Raghavan to head a panel on the Pallikaranai marsh, which has shrunk to a tenth of its size since the 1960s.',
      ],
      [
        'Twelve months of work',
        'Seven members will map drains, rubbish and nesting birds and report within a year. Raghavan said residents would be heard in every ward.',
      ],
    ],
  },
  {
    key: 'kavya-thapliyal-climbs-nanda-kot-in-winter',
    language: 'en',
    minutesAgo: 570,
    headline: 'Kavya Thapliyal climbs Nanda Kot alone in winter',
    dek: 'Nine days, four camps and a last stretch without a rope.',
    authors: ['Aditi Naik'],
    categories: ['Sport', 'Mountaineering', 'Kavya Thapliyal', 'Nanda Kot', 'Uttarakhand'],
    image: { caption: 'The summit ridge of Nanda Kot in winter light.', credit: 'Monsoon Courier' },
    sections: [
      [
        null,
        'Kavya Thapliyal (काव्या थपलियाल), a climber from Pithoragarh, has reached the top of Nanda Kot alone in winter. She sent word from the 6,861-metre summit on Monday morning.',
      ],
      [
        'Cold and wind',
        'Temperatures fell to 32 below zero at her third camp. She climbed the upper face without a rope because the ice was too hard for anchors.',
      ],
    ],
  },
  {
    key: 'vidarbha-in-command-after-captains-double-hundred',
    language: 'en',
    minutesAgo: 705,
    headline: 'Vidarbha in command after captain’s double hundred',
    dek: 'Deshbandhu makes 212 as Saurashtra wobble in the Ranji final.',
    authors: ['Bhoomi News Agency'],
    categories: ['Sport', 'Cricket', 'Ranji Trophy', 'Rohan Deshbandhu'],
    image: null,
    sections: [
      [
        null,
        'Captain Rohan Deshbandhu made 212 to put Vidarbha in command of the Ranji Trophy final against Saurashtra at Nagpur on Saturday.',
        'Vidarbha were bowled out for 486 after tea on the second day. Deshbandhu faced 341 balls and hit 24 fours before he was caught at slip.',
      ],
      [
        'Early wickets',
        'Saurashtra were 112 for three at stumps, 374 runs behind. Left-arm seamer Parag Dhote took two of the wickets.',
      ],
    ],
  },
  {
    key: 'farhan-kazmi-becomes-grandmaster-at-15',
    language: 'en',
    minutesAgo: 780,
    headline: 'Lucknow’s Farhan Kazmi becomes chess grandmaster at 15',
    dek: 'A last-round draw in Budapest brings him his third norm.',
    authors: ['Aditi Naik'],
    categories: ['Sport', 'Chess', 'Farhan Kazmi', 'Grandmaster', 'Lucknow'],
    image: { caption: 'The final-round board in Budapest.', credit: 'Monsoon Courier' },
    sections: [
      [
        null,
        'Farhan Kazmi (फ़रहान काज़मी) of Lucknow has become a chess grandmaster at the age of fifteen. He drew his last game at a tournament in Budapest to complete his third norm.',
      ],
      [
        'Taught by his grandfather',
        'Kazmi learned the moves at six from his grandfather. His rating now stands at 2,506, and he plays the world junior championship next month.',
      ],
    ],
  },
  {
    key: 'olive-ridley-hatchlings-galgibaga-goa',
    language: 'en',
    minutesAgo: 1180,
    headline: 'Over 1,100 olive ridley hatchlings reach the sea at Galgibaga in Goa',
    dek: 'Darker nights and fenced nests gave the beach its best season in a decade.',
    authors: ['Aditi Naik'],
    categories: ['Environment', 'Goa', 'Lucia Fernandes', 'Turtles'],
    image: {
      caption: 'Hatchlings crawl to the surf at Galgibaga before dawn.',
      credit: 'Goa Forest Department',
    },
    sections: [
      [
        null,
        'More than 1,100 olive ridley hatchlings crawled into the sea at Galgibaga beach in south Goa before dawn on Saturday, the forest department said. No year in the past decade has seen as many.',
        'Marine biologist Lucia Fernandes (लूसिया फर्नांडिस) credited fenced nests and fewer lights along the beach.',
      ],
      ['Forty-five nights on guard', 'Young people from the village kept watch in turns for 45 nights.'],
    ],
  },
  {
    key: 'kochi-water-metro-adds-island-jetties',
    language: 'en',
    minutesAgo: 1650,
    headline: 'Kochi’s water metro adds three island jetties',
    dek: 'Electric ferries will reach the islands every twenty minutes.',
    authors: ['Rhea Pillai'],
    categories: ['India', 'Cities', 'Kochi', 'Public transport', 'latest news'],
    image: {
      caption: 'An electric ferry approaches a new jetty in the Kochi backwaters.',
      credit: 'Monsoon Courier/Rhea Pillai',
    },
    sections: [
      [
        null,
        'Three more islands in the Kochi backwaters are now served by the city’s electric ferries. Boats leave every twenty minutes from six in the morning.',
      ],
      [
        'Shorter school runs',
        'Pupils who used to change buses twice can now reach school in half an hour. Bicycles travel without a charge outside rush hours.',
      ],
    ],
  },
];
