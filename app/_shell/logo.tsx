/** A host with a VM inside it. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <rect x="1" y="2.5" width="18" height="15" rx="2.5" fill="none" stroke="var(--color-accent)" strokeWidth="1.6" />
      <rect x="7" y="7" width="9" height="7.5" rx="1.4" fill="var(--color-accent)" />
      <path d="M4 6.2h3" stroke="var(--color-accent)" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  )
}
