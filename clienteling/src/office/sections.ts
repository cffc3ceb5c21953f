import {
  Boxes,
  ChartNoAxesColumn,
  Link2,
  MonitorSmartphone,
  MonitorCheck,
  ReceiptText,
  ScrollText,
  ShieldUser,
  UsersRound,
} from '@lucide/vue'
import { computed, onScopeDispose, shallowRef } from 'vue'
import type { Component } from 'vue'
import { useLinkStore } from '../app/link-store.ts'
import type { Needs } from '../app/staff/rights.ts'
import { usePartsFor } from '../app/staff/rights.ts'
import DevicesPart from './devices/DevicesPart.vue'
import FleetPart from './fleet/FleetPart.vue'
import LinkPart from './link/LinkPart.vue'
import FiguresSection from './FiguresSection.vue'
import ModelsPart from './models/ModelsPart.vue'
import OrdersSection from './OrdersSection.vue'
import PeoplePart from './people/PeoplePart.vue'
import PrivacyPart from './privacy/PrivacyPart.vue'
import RecordPart from './record/RecordPart.vue'

interface Section {
  readonly name: 'figures' | 'orders' | 'link' | 'models' | 'fleet' | 'devices' | 'people' | 'privacy' | 'record'
  readonly icon: Component
  readonly needs: Needs
  readonly part: Component
}

/**
 * The office's sections in the order of the day, each with the right it needs: a new one is one line here, its name in the
 * messages, and its part in a folder beside this file.
 */
const SECTIONS: readonly Section[] = [
  { name: 'figures', icon: ChartNoAxesColumn, needs: { request: 'insights:office' }, part: FiguresSection },
  { name: 'orders', icon: ReceiptText, needs: { request: 'insights:office' }, part: OrdersSection },
  { name: 'link', icon: Link2, needs: { request: 'link:state' }, part: LinkPart },
  { name: 'models', icon: Boxes, needs: { request: 'models:list' }, part: ModelsPart },
  { name: 'fleet', icon: MonitorSmartphone, needs: { topic: 'fleet' }, part: FleetPart },
  { name: 'devices', icon: MonitorCheck, needs: { request: 'devices:approve' }, part: DevicesPart },
  { name: 'people', icon: UsersRound, needs: { request: 'people:list' }, part: PeoplePart },
  { name: 'privacy', icon: ShieldUser, needs: { request: 'privacy:subject' }, part: PrivacyPart },
  { name: 'record', icon: ScrollText, needs: { request: 'audit:list' }, part: RecordPart },
]

/** Which section is open, by the address, so that going back and printing a section work; the first that is for me otherwise. */
export function useSections() {
  const link = useLinkStore()
  const sections = usePartsFor(SECTIONS)
  const hash = shallowRef(location.hash.slice(1))
  const hear = (): void => {
    hash.value = location.hash.slice(1)
    link.showing(current.value?.name ?? 'none')
  }
  const current = computed(() => sections.value.find(({ name }) => name === hash.value) ?? sections.value[0] ?? null)
  window.addEventListener('hashchange', hear)
  onScopeDispose(() => window.removeEventListener('hashchange', hear))
  return { sections, current }
}
