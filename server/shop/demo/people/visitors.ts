import { cruiser } from '../families/cruiser/model.ts'
import { jersey } from '../families/jersey/model.ts'
import { runner } from '../families/runner/model.ts'
import type { DemoPerson } from '../people-types.ts'
import { saved, shelf } from './saved.ts'

/** Shoppers who are new, passing through, or keep to themselves. */
export const visitors: readonly DemoPerson[] = [
  {
    key: 'eunyoung',
    number: 'M-099410',
    email: 'eunyoung.choi@example.test',
    name: '최은영',
    lang: 'ko',
    about: {
      ko: '회원이지만 아직 아무것도 동의하지 않으셨습니다.',
      en: 'A member who has not consented to anything yet.',
    },
    address: [],
    consents: {},
    personas: [{ key: 'me', name: '나', kind: 'self' }],
    configurations: [
      saved(
        jersey,
        {
          main: 'plum',
          pattern: 'pinstripes',
          second: 'pink',
          'sleeve-colour': 'plum',
          collar: 'polo',
          name: '은영',
          number: 1,
          size: '90',
        },
        { key: 'retro', name: '레트로 유니폼', persona: 'me', secret: false, origin: 'online', savedDaysAgo: 77 },
      ),
    ],
    orders: [
      {
        number: 'W-19844',
        placedDaysAgo: 701,
        channel: 'web',
        state: 'completed',
        lines: [shelf('TCP-BUCK-AWAY', 39_000)],
      },
    ],
  },
  {
    key: 'yui',
    number: 'M-102770',
    email: 'yui.tanaka@example.test',
    name: 'Tanaka Yui',
    lang: 'en',
    about: {
      ko: '여행 중에 들른 손님. 선물을 한가득 준비하고 있습니다.',
      en: 'A traveller with a long list of presents.',
    },
    address: ['Baram Hotel, 3 Neukkim-ro, Jung-gu, Seoul', 'Room 815'],
    consents: {
      'recog.kiosk': 'granted',
      'assist.notify': 'granted',
      'config.sync.store': 'denied',
      'history.view': 'granted',
    },
    personas: [
      { key: 'me', name: 'Me', kind: 'self' },
      { key: 'gift', name: 'Presents to take home', kind: 'gift' },
    ],
    configurations: [
      saved(
        jersey,
        {
          main: 'white',
          pattern: 'waves',
          second: 'sky',
          'sleeve-colour': 'white',
          trim: 'navy',
          'lettering-colour': 'navy',
          name: 'YUI',
          number: 21,
          size: '90',
          'right-patch': 'river',
        },
        { key: 'river', name: 'River jersey', persona: 'me', secret: false, origin: 'online', savedDaysAgo: 4 },
      ),
    ],
    orders: [
      {
        number: 'W-30012',
        placedDaysAgo: 4,
        channel: 'web',
        state: 'shipped',
        lines: [shelf('GFT-HAND', 78_000, 2), shelf('GFT-BATH', 54_000)],
      },
    ],
  },
  {
    key: 'haneul',
    number: 'M-101005',
    email: 'haneul.jung@example.test',
    name: '정하늘',
    lang: 'ko',
    about: {
      ko: '예전에 동의했다가 거두셨습니다. 구성은 휴대폰에서만 봅니다.',
      en: 'Consented once and withdrew; looks at saved designs on the phone only.',
    },
    address: ['서울 은평구 구름재길 61', '나동 102호'],
    consents: {
      'recog.kiosk': 'granted',
      'assist.notify': 'withdrawn',
      'config.sync.store': 'withdrawn',
      'history.view': 'withdrawn',
      'marketing.message': 'withdrawn',
    },
    personas: [{ key: 'me', name: '나', kind: 'self' }],
    configurations: [
      saved(
        cruiser,
        {
          paint: 'celadon',
          'second-paint': 'moonjar',
          scheme: 'belly',
          handlebar: 'pullback',
          'seat-leather': 'pebbled-camel',
          seat: 'sprung',
        },
        { key: 'celadon', name: '청자 고래', persona: 'me', secret: false, origin: 'online', savedDaysAgo: 120 },
      ),
    ],
    orders: [
      {
        number: 'W-25531',
        placedDaysAgo: 300,
        channel: 'store',
        state: 'cancelled',
        lines: [shelf('JKT-CAFE-TAN', 820_000)],
      },
      {
        number: 'W-25540',
        placedDaysAgo: 299,
        channel: 'store',
        state: 'completed',
        lines: [shelf('GLV-DEER-TAN', 128_000)],
      },
    ],
  },
  {
    key: 'lucas',
    number: 'M-103001',
    email: 'lucas.moreau@example.test',
    name: 'Lucas Moreau',
    lang: 'en',
    about: {
      ko: '지난주에 가입한 새 회원. 아직 주문이 없습니다.',
      en: 'Joined last week; no orders yet.',
    },
    address: [],
    consents: { 'recog.kiosk': 'granted' },
    personas: [{ key: 'me', name: 'Me', kind: 'self' }],
    configurations: [
      saved(
        runner,
        {
          outsole: 'trail',
          overlay: 'toe',
          'upper-colour': 'olive',
          'overlay-colour': 'black',
          'midsole-colour': 'oat',
          size: '270',
        },
        { key: 'bukhansan', name: 'Bukhansan', persona: 'me', secret: false, origin: 'online', savedDaysAgo: 6 },
      ),
    ],
    orders: [],
  },
]
