const EAST_ASIAN = /^[\p{Script=Hangul}\p{Script=Han}\s]+$/u

/** A name as it is written where it is from: Korean names as one word, the family name first. */
export function personName({ first, last }: { readonly first: string; readonly last: string }): string {
  return (EAST_ASIAN.test(`${last}${first}`) ? `${last}${first}` : `${first} ${last}`).trim()
}
