import type { SampleArticle } from '../article.ts';

export const banyanPost: readonly SampleArticle[] = [
  {
    key: 'rohan-deshbandhu-to-miss-six-weeks',
    language: 'en',
    minutesAgo: 80,
    headline: 'Rohan Deshbandhu to miss six weeks with ankle injury',
    dek: 'The Vidarbha captain twisted his left foot during a fielding drill and will not need surgery.',
    authors: ['Leela Kurien'],
    categories: ['Sport', 'Cricket', 'Rohan Deshbandhu', 'Vidarbha', 'Injury'],
    image: null,
    sections: [
      [
        null,
        'Vidarbha captain Rohan Deshbandhu (रोहन देशबंधु) will be out for six weeks after a scan showed a torn ligament in his left ankle.',
        'The injury came in a fielding drill at the academy in Bengaluru, the state association said. Doctors ruled out surgery.',
      ],
      [
        'Who leads now',
        'Wicketkeeper Arjun Wankhede takes over for the one-day tournament that begins next week in Jaipur.',
      ],
    ],
  },
  {
    key: 'kim-jong-un-reaches-russia-by-private-train',
    language: 'en',
    minutesAgo: 170,
    headline: 'Kim Jong Un reaches Russia by private train ahead of talks with Putin',
    dek: 'The North Korean leader crossed the border at Khasan; arms supplies are expected to be on the table.',
    authors: ['Tara Bhonsle'],
    categories: ['World', 'Kim Jong Un', 'Vladimir Putin', 'Russia', 'North Korea', 'latest news'],
    image: {
      caption: 'A green armoured train near the border station of Khasan.',
      credit: 'Banyan Post illustration',
    },
    sections: [
      [
        null,
        'North Korean leader Kim Jong Un (किम जोंग उन) arrived in Russia on Tuesday aboard his private train, Japanese media reported. Senior officers and officials from the munitions industry travelled with him.',
      ],
      [
        'From Pyongyang to Khasan',
        'The train left Pyongyang on Sunday and stopped at Khasan in the Russian Far East, according to the Kyodo news agency. The Kremlin called it a full official visit and said delegations from both sides would hold talks.',
      ],
      [
        'Forum in Vladivostok',
        'President Vladimir Putin (व्लादिमीर पुतिन) is in Vladivostok for the Eastern Economic Forum. Neither side has said where the two men will meet.',
      ],
      [
        'Washington objects',
        'The United States has warned both countries against an arms deal, as Russia looks for shells for its war in Ukraine. Kim and Putin last met in 2019.',
      ],
    ],
  },
  {
    key: 'indore-electric-night-buses-eight-routes',
    language: 'en',
    minutesAgo: 380,
    headline: 'Indore starts electric night buses on eight routes',
    dek: 'Forty buses will run from ten at night until five in the morning.',
    authors: ['Nikhil Ranade'],
    categories: ['India', 'Cities', 'Indore', 'Devendra Solanki', 'Public transport'],
    image: {
      caption: 'The first night bus leaves Rajwada square in Indore.',
      credit: 'Banyan Post/Nikhil Ranade',
    },
    sections: [
      [
        null,
        'Indore has begun running electric buses through the night, linking its railway station, main hospital and bus terminal. Municipal commissioner Devendra Solanki (देवेंद्र सोलंकी) flagged off the first one at Rajwada.',
      ],
      [
        'Fares and safety',
        'Tickets start at ten rupees. Each of the forty buses has cameras and a panic button.',
      ],
      [
        'A three-month trial',
        'The city will review the routes after three months, using ticket data to decide where night service is needed most.',
      ],
    ],
  },
  {
    key: 'glacial-lake-alarms-ladakh-villages',
    language: 'en',
    minutesAgo: 465,
    headline: 'Glacial lake alarms go live above Ladakh villages',
    dek: 'Twelve lakes are now watched by solar-powered sensors.',
    authors: ['Bhoomi News Agency'],
    categories: ['India', 'Environment', 'Ladakh', 'Tenzin Wangmo', 'Glaciers'],
    image: { caption: 'A sensor mast beside a glacial lake in Zanskar.', credit: 'Bhoomi News Agency' },
    sections: [
      [
        null,
        'Twelve glacial lakes in Ladakh are now watched by automatic sensors that will warn villages downstream if a lake bursts, scientists said in Leh.',
        'People would get about forty minutes to reach higher ground, said Tenzin Wangmo (तेनज़िन वांगमो), who leads the project.',
      ],
      [
        'Built for the cold',
        'The sensors run on solar power and send readings by satellite to a control room in Leh. Their batteries were tested at 30 degrees below zero.',
        'Eight more lakes will be added next year.',
      ],
    ],
  },
  {
    key: 'deshbandhu-212-puts-vidarbha-on-top',
    language: 'en',
    minutesAgo: 690,
    headline: 'Deshbandhu’s 212 puts Vidarbha on top in Ranji Trophy final',
    dek: 'Saurashtra are 112 for three and still 374 behind in Nagpur.',
    authors: ['Leela Kurien'],
    categories: ['Sport', 'Cricket', 'Ranji Trophy', 'Rohan Deshbandhu', 'Vidarbha', 'Saurashtra'],
    image: { caption: 'The Vidarbha captain raises his bat in Nagpur.', credit: 'Banyan Post' },
    sections: [
      [
        null,
        'A patient double century from captain Rohan Deshbandhu has given Vidarbha control of the Ranji Trophy final in Nagpur. His 212 came off 341 balls with 24 fours and carried the side to 486.',
      ],
      [
        'New ball bites',
        'Saurashtra lost both openers inside ten overs before stumps on the second day. The pitch has begun to turn, which should help the Vidarbha spinners.',
      ],
    ],
  },
  {
    key: 'puri-sand-art-festival-opens',
    language: 'en',
    minutesAgo: 860,
    headline: 'Sand art festival opens on Puri beach with artists from 14 states',
    dek: 'Five days of sculpture, with turtles, temples & river dolphins as this year’s themes.',
    authors: ['Pragyan Sahu'],
    categories: ['Culture', 'Odisha', 'Puri', 'Festivals'],
    image: {
      caption: 'A river dolphin taking shape in wet sand at Puri.',
      credit: 'Banyan Post/Pragyan Sahu',
    },
    sections: [
      [
        null,
        'Sculptors from fourteen states began work on Puri beach as the annual sand art festival opened for five days. Organisers expect forty thousand visitors.',
        'This year’s themes are turtles, temples and river dolphins.',
      ],
      [
        'Workshops for children',
        'Each afternoon a hundred school children can join a workshop without a fee. The best piece will be kept on show for a month.',
      ],
    ],
  },
  {
    key: 'barla-brace-gives-india-trophy-in-ranchi',
    language: 'en',
    minutesAgo: 980,
    headline: 'Barla brace gives India women’s hockey trophy in Ranchi',
    dek: 'Two goals in the last quarter beat Japan 3-1.',
    authors: ['Leela Kurien'],
    categories: ['Sport', 'Hockey', 'Sushila Barla', 'Ranchi', 'breaking news'],
    image: { caption: 'India’s players celebrate the winning goal in Ranchi.', credit: 'Banyan Post' },
    sections: [
      [
        null,
        'Forward Sushila Barla (सुशीला बरला) scored twice in the last quarter as India beat Japan 3-1 in the final in Ranchi. Nine thousand people watched the home side lift the trophy.',
      ],
      [
        'Level until late',
        'Japan led at half-time before India equalised in the third quarter. Barla then struck from a penalty corner and on the break, and was named player of the match.',
      ],
    ],
  },
  {
    key: 'panel-wants-offline-payments-for-villages',
    language: 'en',
    minutesAgo: 1080,
    headline: 'Panel wants offline digital payments for villages with poor network',
    dek: 'Report suggests a limit of 500 rupees for each transaction made without the internet.',
    authors: ['Gautam Sehgal'],
    categories: ['Business', 'Anirban Sengupta', 'Digital payments', 'Reserve Bank of India', 'Rural India'],
    image: { caption: 'A shopkeeper takes a phone payment in a village market.', credit: 'Banyan Post' },
    sections: [
      [
        null,
        'Villages with weak mobile signal should be able to pay from offline wallets, a panel on rural digital payments has told the Reserve Bank of India. Its chair, economist Anirban Sengupta (अनिर्बान सेनगुप्ता), handed over the report in New Delhi.',
      ],
      [
        'Small sums, settled later',
        'Each payment would be capped at 500 rupees and settled once a phone is back online. A day’s total could not exceed 2,000 rupees.',
      ],
      [
        'Help in local languages',
        'The panel visited 620 villages in 14 states and found that complaints were often dropped for want of help in the caller’s language.',
      ],
    ],
  },
  {
    key: 'anirban-sengupta-book-on-village-markets',
    language: 'en',
    minutesAgo: 1400,
    headline: 'Economist Anirban Sengupta’s book on village markets wins Kolkata prize',
    dek: null,
    authors: ['Mou Chatterjee'],
    categories: ['Culture', 'Books', 'Anirban Sengupta', 'Kolkata'],
    image: {
      caption: 'Readers queue at a stall of the Kolkata book fair.',
      credit: 'Banyan Post/Mou Chatterjee',
    },
    sections: [
      [
        null,
        'A history of weekly village markets by the economist Anirban Sengupta has won the non-fiction prize at the Kolkata book fair. The jury praised its portraits of weavers, fishmongers and cattle traders.',
        'Sengupta wrote “The Haat” over eleven years, mostly on train journeys through Bengal and Odisha.',
      ],
      ['Translation planned', 'A Hindi translation is to appear next spring, the publisher said.'],
    ],
  },
];
