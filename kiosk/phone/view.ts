import type { ConfigurationId, FamilyId } from '@dangol/domain/ids/ids.ts'
import { shallowRef } from 'vue'

/** What the page shows; one union, mirrored in the address so that the phone's back button does what it says. */
export type View =
  | { kind: 'shelf' }
  | { kind: 'create' }
  | { kind: 'configure'; familyId: FamilyId; id: ConfigurationId | null }
  | { kind: 'code' }
  | { kind: 'orders' }
  | { kind: 'account' }
  | { kind: 'visits' }
  | { kind: 'claim'; code: string }
  /** A kiosk that asks for a yes; without a code, where one is typed. */
  | { kind: 'approve'; code: string | null }

/** Reads a path; anything unknown is the shelf. */
export function viewOf(path: string): View {
  const [first = '', second = '', third = ''] = path.split('/').slice(1).map(decodeURIComponent)
  // In capitals as well: a QR code of capitals needs less room.
  if (first.toLowerCase() === 'k') return { kind: 'approve', code: second === '' ? null : second }
  if (first === 'c' && second !== '') return { kind: 'claim', code: second }
  if (first === 'make' && second !== '') {
    // The ids come from our own address; an unknown one shows the shelf's "not there" state.
    return { kind: 'configure', familyId: second as FamilyId, id: third === '' ? null : (third as ConfigurationId) }
  }
  if (first === 'make') return { kind: 'create' }
  if (first === 'code' || first === 'orders' || first === 'account' || first === 'visits') return { kind: first }
  return { kind: 'shelf' }
}

export function pathOf(view: View): string {
  switch (view.kind) {
    case 'shelf':
      return '/'
    case 'create':
      return '/make'
    case 'configure':
      return `/make/${encodeURIComponent(view.familyId)}${view.id === null ? '' : `/${view.id}`}`
    case 'claim':
      return `/c/${encodeURIComponent(view.code)}`
    case 'approve':
      return view.code === null ? '/k' : `/k/${encodeURIComponent(view.code)}`
    default:
      return `/${view.kind}`
  }
}

/** The view and how to leave it; `replace` is for steps that the back button should not return to. */
export function useView() {
  const view = shallowRef<View>(viewOf(location.pathname))
  window.addEventListener('popstate', () => (view.value = viewOf(location.pathname)))
  function go(next: View, o: { replace?: boolean } = {}): void {
    if (o.replace === true) history.replaceState(null, '', pathOf(next))
    else history.pushState(null, '', pathOf(next))
    view.value = next
    window.scrollTo(0, 0)
  }
  return { view, go }
}
