import { systemClock, systemTimers } from '@dangol/client/system-clock.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { createText } from '@dangol/ui/i18n/text.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { shrinkByCanvas } from './configure/shrink.ts'
import { openKeyStore } from './member-code/key-store.ts'
import { en } from './messages/en.ts'
import { ko } from './messages/ko.ts'
import { openPageSight } from './page-sight.ts'
import { openPasskeyPrompts } from './passkeys/prompts.ts'
import { createShopClient } from './shop-client.ts'
import { SHOP_PAGES } from './shop.ts'
import './phone.css'

const lang = navigator.language.startsWith('ko') ? 'ko' : 'en'
document.documentElement.lang = lang
createApp(App)
  .use(createPinia())
  .use(createText({ ko, en }, lang))
  .provide(SHOP_PAGES, {
    client: createShopClient(),
    keys: openKeyStore(),
    clock: systemClock,
    timers: systemTimers,
    ids: systemIds,
    sight: openPageSight(),
    shrink: shrinkByCanvas,
    passkeys: openPasskeyPrompts(),
  })
  .mount('#app')
