import { expect, test } from 'vitest'
import { testHost } from '../testing/host.ts'
import { stepOf } from '../view.ts'
import { useNavigation } from './navigation.ts'

test('back goes through the views in reverse, and never to the attract loop', () => {
  testHost()
  const navigation = useNavigation()
  navigation.go({ kind: 'home' })
  navigation.go({ kind: 'browse', category: null })
  navigation.go({ kind: 'cart' })
  navigation.back()
  expect(navigation.view).toEqual({ kind: 'browse', category: null })
  navigation.back()
  expect(navigation.view).toEqual({ kind: 'home' })
  expect(navigation.canGoBack).toBe(false)
  navigation.back()
  expect(navigation.view).toEqual({ kind: 'home' })
})

test('there is no way back to a view that was replaced', () => {
  testHost()
  const navigation = useNavigation()
  navigation.home()
  navigation.go({ kind: 'cart' })
  navigation.replace({ kind: 'mine' })
  navigation.back()
  expect(navigation.view).toEqual({ kind: 'home' })
})

test('the way back is as long as anybody remembers, not longer', () => {
  testHost()
  const navigation = useNavigation()
  navigation.home()
  for (let n = 0; n < 100; n++) navigation.go({ kind: 'browse', category: String(n) })
  let steps = 0
  while (navigation.canGoBack) {
    navigation.back()
    steps += 1
  }
  expect(steps).toBe(30)
})

test('a view belongs to one step of the funnel, or to none', () => {
  expect(stepOf({ kind: 'mine' })).toBe('browsing')
  expect(stepOf({ kind: 'cart' })).toBe('cart')
  expect(stepOf({ kind: 'scan' })).toBeNull()
})
