/** For a link that looks like a button (an address to go to, not an act): className={linkButton.primary} */
const base =
  'inline-flex h-8 items-center justify-center gap-1.5 rounded-md border px-3 text-sm font-medium whitespace-nowrap select-none '

export const linkButton = {
  primary: `${base}bg-accent text-on-accent border-transparent hover:bg-accent-strong`,
  default: `${base}bg-raised text-text border-line-strong/60 hover:bg-hover`,
}
