import { cruiser } from '../families/cruiser/model.ts'
import { foundation } from '../families/foundation/model.ts'
import { jersey } from '../families/jersey/model.ts'
import { runner, runnerBefore } from '../families/runner/model.ts'
import type { DemoPerson } from '../people-types.ts'
import { made, saved, shelf } from './saved.ts'

/** The regular of the first five minutes: several roles, a secret present, and a shoe whose wool is no longer sold. */
export const minji: DemoPerson = {
  key: 'minji',
  number: 'M-100231',
  email: 'minji.kim@example.test',
  name: '김민지',
  lang: 'ko',
  about: {
    ko: '단골 6년 차. 고래 한 마리를 꿈꾸며 아침마다 한강을 달립니다.',
    en: 'A regular for six years. Runs along the Hangang and dreams of a Gorae of her own.',
  },
  address: ['서울 성동구 고래물길 27', '103동 1204호'],
  consents: {
    'recog.kiosk': 'granted',
    'assist.notify': 'granted',
    'config.sync.store': 'granted',
    'history.view': 'granted',
    'marketing.message': 'denied',
  },
  personas: [
    { key: 'me', name: '나', kind: 'self' },
    { key: 'team', name: '회사 풋살팀 총무', kind: 'work' },
    { key: 'family', name: '우리 가족', kind: 'family' },
    { key: 'gift', name: '지훈 생일 선물', kind: 'gift' },
  ],
  configurations: [
    saved(
      cruiser,
      {
        paint: 'candy-lake',
        clear: 'deep',
        scheme: 'wave',
        'second-paint': 'porcelain',
        pinstripe: 'double',
        handlebar: 'beach',
        'front-wheel': 'spoke-72',
        'rear-wheel': 'spoke-72',
        sidewall: 'white',
        exhaust: 'fishtail',
        'seat-leather': 'waxed-cognac',
        quilting: 'diamond',
        bags: 'classic',
        'bag-leather': 'waxed-cognac',
        windshield: 'mid',
        engraving: 'cam-cover',
        'engraving-text': '민지의 고래',
      },
      { key: 'dream-gorae', name: '내 고래', persona: 'me', secret: false, origin: 'online', savedDaysAgo: 3 },
    ),
    saved(
      runnerBefore,
      { upper: 'wool', 'upper-colour': 'oat', 'overlay-colour': 'forest', size: '240', 'heel-text': '민지' },
      {
        key: 'winter-shoe',
        name: '겨울 아침 러닝화',
        persona: 'me',
        secret: false,
        origin: 'online',
        savedDaysAgo: 210,
      },
    ),
    saved(
      jersey,
      {
        main: 'forest',
        pattern: 'hoops',
        second: 'mint',
        'sleeve-colour': 'forest',
        name: '총무',
        number: 7,
        size: '90',
      },
      { key: 'team-jersey', name: '풋살팀 유니폼', persona: 'team', secret: false, origin: 'kiosk', savedDaysAgo: 18 },
    ),
    saved(
      foundation,
      {
        'tone-l': 68.5,
        'tone-a': 9.5,
        'tone-b': 16,
        finish: 'dewy',
        scent: 'plum',
        bottle: 'facet',
        engraving: 'Minji',
      },
      { key: 'my-tone', name: '내 피부색', persona: 'me', secret: false, origin: 'tablet', savedDaysAgo: 41 },
    ),
    saved(
      runner,
      {
        midsole: 'plush',
        'upper-colour': 'navy',
        'overlay-colour': 'yellow',
        'midsole-colour': 'sky',
        size: '275',
        'heel-text': '지훈',
      },
      { key: 'jihun-shoe', name: '지훈 깜짝 선물', persona: 'gift', secret: true, origin: 'online', savedDaysAgo: 1 },
    ),
  ],
  orders: [
    {
      number: 'W-20418',
      placedDaysAgo: 612,
      channel: 'web',
      state: 'completed',
      lines: [shelf('SOC-CREW-WHT', 15_000, 3), shelf('CAP-RUN-NVY', 32_000)],
    },
    {
      number: 'W-23877',
      placedDaysAgo: 402,
      channel: 'store',
      state: 'completed',
      lines: [
        made(runnerBefore, '첫 바람 러너', { 'upper-colour': 'mist', size: '240' }, 179_000),
        shelf('LAC-ELA-LIL', 12_000, 2),
      ],
    },
    {
      number: 'W-27150',
      placedDaysAgo: 188,
      channel: 'store',
      state: 'completed',
      lines: [
        made(foundation, '봄 파운데이션', { 'tone-l': 69, 'tone-a': 9, 'tone-b': 16.5, finish: 'satin' }, 73_000),
        shelf('BRU-FOUN', 34_000),
        shelf('HND-CRM-PLUM', 18_000),
      ],
    },
    {
      number: 'W-29904',
      placedDaysAgo: 11,
      channel: 'web',
      state: 'in_production',
      lines: [
        made(jersey, '아빠 유니폼', { main: 'cobalt', name: '아빠', number: 58, size: '105' }, 128_000),
        shelf('SCF-KNIT-HOME', 32_000),
      ],
    },
  ],
}
