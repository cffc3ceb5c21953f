/** What a configuration is called here: its name, or its family's, where a code opened a present whose name would give it away. */
export const shownName = (saved: { readonly name: string } | null | undefined, family: string): string =>
  saved?.name || family
