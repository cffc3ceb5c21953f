import { createText } from '@dangol/ui/i18n/text.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { openBridge } from './bridge.ts'
import './kiosk.css'
import { en } from './messages/en.ts'
import { ko } from './messages/ko.ts'
import { servicesKey } from './services.ts'
import { browserTimers, steadyMs } from './time/browser-timers.ts'

createApp(App)
  .provide(servicesKey, { bridge: openBridge(), timers: browserTimers, steadyMs })
  .use(createPinia())
  .use(createText({ ko, en }, 'ko'))
  .mount('#screen')
