import { cruiser } from '../families/cruiser/model.ts'
import { foundation } from '../families/foundation/model.ts'
import { jersey } from '../families/jersey/model.ts'
import { runner, runnerBefore } from '../families/runner/model.ts'
import type { DemoPerson } from '../people-types.ts'
import { made, saved, shelf } from './saved.ts'

/** Shoppers the store has known for a while, who consented to more and to less. */
export const regulars: readonly DemoPerson[] = [
  {
    key: 'emma',
    number: 'M-100547',
    email: 'emma.svensson@example.test',
    name: 'Emma Svensson',
    lang: 'en',
    about: {
      ko: '서울에 사는 스웨덴 사람. 매장의 도움을 반깁니다.',
      en: 'A Swede who lives in Seoul and welcomes help in the store.',
    },
    address: ['15 Dangol-ro, Yongsan-gu, Seoul', 'Unit 402'],
    consents: {
      'recog.kiosk': 'granted',
      'assist.notify': 'granted',
      'config.sync.store': 'granted',
      'history.view': 'granted',
      'marketing.message': 'granted',
    },
    personas: [
      { key: 'me', name: 'Me', kind: 'self' },
      { key: 'kids', name: 'Nils and Alma', kind: 'family' },
    ],
    configurations: [
      saved(
        foundation,
        {
          'tone-l': 76,
          'tone-a': 7.5,
          'tone-b': 13.5,
          base: 'serum',
          coverage: 'light',
          dispenser: 'dropper',
          engraving: 'Emma',
        },
        { key: 'winter-tone', name: 'Winter tone', persona: 'me', secret: false, origin: 'online', savedDaysAgo: 9 },
      ),
      saved(
        jersey,
        {
          main: 'yellow',
          pattern: 'sash',
          second: 'blue',
          'sleeve-colour': 'yellow',
          trim: 'blue',
          name: 'NILS',
          number: 11,
          size: '85',
        },
        { key: 'nils', name: 'Nils, school team', persona: 'kids', secret: false, origin: 'online', savedDaysAgo: 30 },
      ),
    ],
    orders: [
      {
        number: 'W-26602',
        placedDaysAgo: 233,
        channel: 'store',
        state: 'completed',
        lines: [shelf('BAL-KIDS-HOME', 29_000), shelf('SUN-KID', 27_000, 2)],
      },
      {
        number: 'W-29310',
        placedDaysAgo: 37,
        channel: 'web',
        state: 'completed',
        lines: [
          made(runner, 'Riverside', { 'upper-colour': 'sky', size: '245' }, 189_000),
          shelf('SOC-ANK-SKY', 14_000, 2),
        ],
      },
    ],
  },
  {
    key: 'junho',
    number: 'M-100088',
    email: 'junho.lee@example.test',
    name: '이준호',
    lang: 'ko',
    about: {
      ko: '바이크 공방을 하는 라이더. 두 번째 고래를 꾸미는 중입니다.',
      en: 'A rider with a workshop of his own, putting together a second Gorae.',
    },
    address: ['경기 남양주시 모루길 88', '준호네 공방 2층'],
    consents: {
      'recog.kiosk': 'granted',
      'assist.notify': 'granted',
      'config.sync.store': 'granted',
      'history.view': 'granted',
    },
    personas: [
      { key: 'me', name: '나', kind: 'self' },
      { key: 'shop', name: '준호네 공방', kind: 'work' },
    ],
    configurations: [
      saved(
        cruiser,
        {
          paint: 'ink',
          clear: 'matte',
          scheme: 'single',
          pinstripe: 'none',
          tune: 'stroker',
          intake: 'velocity',
          exhaust: 'two-into-one',
          'exhaust-finish': 'satin-black',
          brakes: 'radial',
          fork: 'inverted',
          'fork-finish': 'satin-black',
          handlebar: 'drag',
          'rear-tyre': '240',
          'rear-wheel': 'turbine',
          'front-wheel': 'turbine',
          seat: 'solo',
          'seat-leather': 'nubuck-charcoal',
          'bar-finish': 'satin-black',
        },
        { key: 'black-whale', name: '검은 고래', persona: 'shop', secret: false, origin: 'online', savedDaysAgo: 6 },
      ),
    ],
    orders: [
      {
        number: 'W-18020',
        placedDaysAgo: 890,
        channel: 'store',
        state: 'completed',
        lines: [
          made(cruiser, '첫 고래', { paint: 'camellia', scheme: 'single' }, 24_180_000),
          shelf('HLM-OPEN-CAM', 279_000),
        ],
      },
      {
        number: 'W-28491',
        placedDaysAgo: 95,
        channel: 'web',
        state: 'completed',
        lines: [shelf('CAR-WAX', 39_000), shelf('TOL-TORQ', 118_000), shelf('CAR-BALM', 28_000, 2)],
      },
    ],
  },
  {
    key: 'seoyeon',
    number: 'M-101932',
    email: 'seoyeon.park@example.test',
    name: '박서연',
    lang: 'ko',
    about: {
      ko: '조용히 둘러보고 싶어 매장 직원 알림을 끄셨습니다.',
      en: 'Likes to look around in peace: no notice to staff.',
    },
    address: ['서울 마포구 달항아리로 9', '무궁화빌라 301호'],
    consents: {
      'recog.kiosk': 'granted',
      'assist.notify': 'denied',
      'config.sync.store': 'granted',
      'history.view': 'denied',
    },
    personas: [{ key: 'me', name: '나', kind: 'self' }],
    configurations: [
      saved(
        foundation,
        { 'tone-l': 62, 'tone-a': 11.5, 'tone-b': 19, base: 'sensitive', finish: 'natural', bottle: 'moonjar' },
        {
          key: 'moonjar',
          name: '달항아리 파운데이션',
          persona: 'me',
          secret: false,
          origin: 'online',
          savedDaysAgo: 14,
        },
      ),
    ],
    orders: [
      {
        number: 'W-29022',
        placedDaysAgo: 58,
        channel: 'web',
        state: 'completed',
        lines: [shelf('SKN-TONE', 28_000), shelf('CRM-GEL', 34_000)],
      },
    ],
  },
  {
    key: 'david',
    number: 'M-102118',
    email: 'david.okafor@example.test',
    name: 'David Okafor',
    lang: 'en',
    about: {
      ko: '마라톤을 준비하는 러너. 구매 이력은 직원에게 보여 주지 않습니다.',
      en: 'In training for a marathon; keeps his order history to himself.',
    },
    address: ['40 Harugang-gil, Mapo-gu, Seoul', 'Building 2, Apt 1107'],
    consents: {
      'recog.kiosk': 'granted',
      'assist.notify': 'granted',
      'config.sync.store': 'granted',
      'history.view': 'denied',
    },
    personas: [
      { key: 'me', name: 'Runner', kind: 'self' },
      { key: 'gift', name: 'Present for Ada', kind: 'gift' },
    ],
    configurations: [
      saved(
        runner,
        {
          midsole: 'plated',
          upper: 'knit',
          laces: 'pull',
          'upper-colour': 'vermilion',
          'overlay-colour': 'white',
          'midsole-colour': 'lemon',
          size: '290',
          reflective: 'trim',
          'heel-text': '2:59',
        },
        { key: 'race-shoe', name: 'Race day', persona: 'me', secret: false, origin: 'kiosk', savedDaysAgo: 5 },
      ),
      saved(
        foundation,
        {
          'tone-l': 38,
          'tone-a': 13,
          'tone-b': 18.5,
          coverage: 'medium',
          finish: 'satin',
          wrapping: 'bojagi',
          engraving: 'Ada',
        },
        { key: 'ada', name: 'For Ada', persona: 'gift', secret: true, origin: 'online', savedDaysAgo: 2 },
      ),
    ],
    orders: [
      {
        number: 'W-28117',
        placedDaysAgo: 121,
        channel: 'store',
        state: 'completed',
        lines: [
          made(runnerBefore, 'Long run', { 'upper-colour': 'graphite', size: '290' }, 197_000),
          shelf('POU-BELT-BLK', 36_000),
        ],
      },
    ],
  },
]
