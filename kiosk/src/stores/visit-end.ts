import { watch } from 'vue'
import { useApproving } from './approving.ts'
import { useCart } from './cart.ts'
import { useDrafting } from './drafting.ts'
import { useHanding } from './handing.ts'
import { useHands } from './hands.ts'
import { useHelping } from './helping.ts'
import { useKiosk } from './kiosk.ts'
import { useNavigation } from './navigation.ts'
import { useNotices } from './notices.ts'
import { useScanning } from './scanning.ts'
import { useSettings } from './settings.ts'
import { useSharing } from './sharing.ts'

/**
 * Follows the visit: when one ends, everything that a shopper could have left on this screen is destroyed; when somebody is
 * recognised, their configurations come up. Returns the reset, which the idle screen without a visit uses too.
 */
export function useVisitEnd(): { forgetShopper: () => void } {
  const kiosk = useKiosk()
  const navigation = useNavigation()
  const settings = useSettings()
  const together = [useHelping(), useSharing(), useHands(), useHanding()]
  const personal = [navigation, useNotices(), useDrafting(), useCart(), useScanning(), useApproving(), ...together]

  function forgetThings(): void {
    for (const store of personal) store.reset()
  }
  function forgetShopper(): void {
    forgetThings()
    settings.reset()
  }

  watch(
    () => kiosk.visit?.epoch ?? null,
    (now, before) => {
      if (before !== null && now !== before) forgetThings()
    },
    { flush: 'sync' },
  )

  // Whoever needed large letters needs them for the goodbye too.
  watch(
    () => kiosk.visit?.epoch ?? (kiosk.state?.goodbye ? kiosk.state.epoch : null),
    (now, before) => {
      if (before !== null && now !== before) settings.reset()
      if (now !== before && kiosk.visit) settings.lang = kiosk.visit.lang
    },
    { flush: 'sync' },
  )

  watch(
    () => (kiosk.visit?.customer ? kiosk.visit.id : null),
    (recognised) => {
      // Who makes something goes on making it; who approved on the phone is told so first.
      const stays = ['configure', 'approve'].includes(navigation.view.kind)
      if (recognised && !stays) navigation.replace({ kind: 'mine' })
    },
    { flush: 'sync' },
  )

  return { forgetShopper }
}
