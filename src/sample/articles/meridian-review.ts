import type { SampleArticle } from '../article.ts';

export const meridianReview: readonly SampleArticle[] = [
  {
    key: 'odisha-clears-coast-as-cyclone-approaches',
    language: 'en',
    minutesAgo: 58,
    headline: 'Odisha clears low-lying coast as Cyclone Tarang approaches',
    dek: 'Winds of up to 95 kilometres an hour are expected near Puri.',
    authors: ['Bhoomi News Agency'],
    categories: ['World', 'India', 'Cyclone Tarang', 'Weather'],
    image: null,
    sections: [
      [
        null,
        'Authorities in Odisha, in eastern India, moved thousands of people from low-lying villages as Cyclone Tarang gathered strength over the Bay of Bengal.',
        'The storm is likely to cross the coast between Puri and Paradip around midnight with winds of up to 95 kilometres an hour, the India Meteorological Department said.',
      ],
      [
        'Shelters stocked',
        'Shelters in six districts have been stocked with water, milk and medicine. Ports along the coast have hoisted warning signals and fishing has been suspended for two days.',
      ],
    ],
  },
  {
    key: 'kim-crosses-into-russia-for-putin-talks',
    language: 'en',
    minutesAgo: 120,
    headline: 'Kim crosses into Russia by armoured train for talks with Putin',
    dek: 'His first known journey abroad in four years raises the question of arms for the war in Ukraine.',
    authors: ['Oliver Stannard', 'Hye-jin Moon'],
    categories: ['World', 'Kim Jong Un', 'Vladimir Putin', 'Russia', 'North Korea', 'Diplomacy'],
    image: { caption: 'The rail bridge over the Tumen river at the border.', credit: 'Meridian Review' },
    sections: [
      [
        null,
        'The armoured train of Kim Jong Un has rolled across the Tumen river into Russia, where he is due to meet President Vladimir Putin. It is his first known trip abroad since 2019.',
      ],
      [
        'What each side wants',
        'Analysts say Russia needs artillery shells, while Pyongyang seeks grain, fuel and help with satellites. The Kremlin spoke only of trade and good neighbourly ties.',
      ],
      [
        'Unease in Seoul and Washington',
        'The United States said any transfer of weapons from North Korea would break United Nations resolutions. Seoul said it was watching the visit closely.',
      ],
    ],
  },
  {
    key: 'ladakh-glacial-lake-warning-network',
    language: 'en',
    minutesAgo: 430,
    headline: 'A warning network for the ice lakes above Ladakh',
    dek: 'Researchers in Leh have wired twelve lakes to sirens in the villages below.',
    authors: ['Fiona Achterberg'],
    categories: ['Science', 'Climate', 'Ladakh', 'Tenzin Wangmo', 'Himalaya'],
    image: { caption: 'A glacial lake in Zanskar, dammed by loose rock.', credit: 'Meridian Review' },
    sections: [
      [
        null,
        'High above the villages of Ladakh, meltwater collects behind walls of loose rock. A network of sensors on twelve such lakes, switched on this week, is meant to give people forty minutes to run.',
      ],
      [
        'A siren in each village',
        'Tenzin Wangmo, the glacier researcher behind the network, said the hardest part was keeping batteries alive at minus 30. Readings travel by satellite to Leh, and two people in each village are trained to sound the siren.',
      ],
    ],
  },
  {
    key: 'welsh-town-heats-homes-from-old-mine',
    language: 'en',
    minutesAgo: 610,
    headline: 'Q&A: how a Welsh town heats homes with water from an old mine',
    dek: 'Pumps lift water at 20°C from galleries <200 metres below the high street.',
    authors: ['Fiona Achterberg'],
    categories: ['Science', 'Energy', 'Wales'],
    image: {
      caption: 'The pump house above the flooded galleries.',
      credit: 'Meridian Review/Fiona Achterberg',
    },
    sections: [
      [
        null,
        'Flooded coal galleries under a town in south Wales have become its boiler. Water at about 20 degrees is lifted, run past heat pumps and let back down.',
      ],
      [
        'Does it pay?',
        'The first 400 homes cut their bills by a fifth last winter, the council said. Drilling was the costliest part.',
      ],
      [
        'Could it spread?',
        'A quarter of British homes stand above old mines, so geologists expect more schemes.',
      ],
    ],
  },
  {
    key: 'nordic-india-green-shipping-accord',
    language: 'en',
    minutesAgo: 1250,
    headline: 'India and Nordic states agree on a green shipping lane',
    dek: 'Ships burning methanol are to link Mumbai and Gothenburg within two years.',
    authors: ['Oliver Stannard'],
    categories: ['World', 'Trade', 'Maya Lindqvist', 'Shipping', 'New Delhi'],
    image: { caption: 'Delegates after the signing in New Delhi.', credit: 'Meridian Review' },
    sections: [
      [
        null,
        'India and the Nordic countries have signed an accord in New Delhi on a shipping lane for vessels that burn methanol. Maya Lindqvist (माया लिंडक्विस्ट), the trade envoy who led the Nordic side, called it a start.',
      ],
      [
        'Fuel at both ends',
        'Mumbai and Gothenburg will build tanks for the fuel. The first ship should sail within two years, with an emissions audit after each voyage.',
      ],
    ],
  },
  {
    key: 'lindqvist-in-nairobi-for-tea-talks',
    language: 'en',
    minutesAgo: 1350,
    headline: 'Nordic envoy Maya Lindqvist in Nairobi for talks on tea and cut flowers',
    dek: 'Kenyan growers ask for simpler papers at the border.',
    authors: ['Wanjiru Otieno'],
    categories: ['World', 'Trade', 'Maya Lindqvist', 'Kenya', 'Nairobi'],
    image: null,
    sections: [
      [
        null,
        'The Nordic trade envoy Maya Lindqvist met tea and flower growers in Nairobi, who complained of weeks lost to paperwork.',
        'She promised a single digital form by the end of the year.',
      ],
      [
        'Flowers by sea',
        'Growers also want to ship roses by sea rather than by air. A trial container arrived in Oslo in good condition last month.',
      ],
    ],
  },
  {
    key: 'putin-and-kim-sign-treaty-in-pyongyang',
    language: 'en',
    minutesAgo: 1500,
    headline: 'Putin and Kim sign partnership treaty in Pyongyang',
    dek: 'The Russian president’s first visit in 24 years ends with a pledge of mutual help.',
    authors: ['Hye-jin Moon'],
    categories: ['World', 'Vladimir Putin', 'Kim Jong Un', 'North Korea', 'Treaty'],
    image: { caption: 'Kim Il Sung Square decked out for the visitor.', credit: 'Meridian Review' },
    sections: [
      [
        null,
        'Vladimir Putin and Kim Jong Un signed a comprehensive strategic partnership treaty in Pyongyang during the Russian president’s first visit there in 24 years.',
      ],
      [
        'Help if attacked',
        'The text provides for aid if either country is attacked. Western governments called the pledge troubling.',
      ],
      [
        'A car as a present',
        'Putin gave his host a Russian-made Aurus limousine, and the two took turns at the wheel. He flew on to Vietnam that night.',
      ],
    ],
  },
  {
    key: 'lisbon-restores-its-oldest-tram',
    language: 'en',
    minutesAgo: 1720,
    headline: 'Lisbon puts its oldest tram back on the rails',
    dek: null,
    authors: ['Inês Carvalhal'],
    categories: ['World', 'Culture', 'Lisbon', 'Transport'],
    image: {
      caption: 'The restored tram climbs a hill in Alfama.',
      credit: 'Meridian Review/Inês Carvalhal',
    },
    sections: [
      [
        null,
        'A tram built in 1901 is again climbing the hills of Lisbon after four years in the workshop. Its wooden body was rebuilt by retired carpenters and their apprentices.',
        'The tram will run on Sundays only, with an ordinary ticket.',
      ],
    ],
  },
];
