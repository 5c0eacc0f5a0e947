import type { ITheme } from '@xterm/xterm'

const light: ITheme = {
  background: '#fbfcfd',
  foreground: '#1a1f27',
  cursor: '#1f5fbf',
  cursorAccent: '#ffffff',
  selectionBackground: '#c9dcfa',
  black: '#1a1f27',
  red: '#b3261e',
  green: '#1a7340',
  yellow: '#8a5300',
  blue: '#1f5fbf',
  magenta: '#8a2d87',
  cyan: '#0f6d75',
  white: '#c5cbd3',
  brightBlack: '#56606e',
  brightRed: '#c9372c',
  brightGreen: '#1f8a4c',
  brightYellow: '#a16207',
  brightBlue: '#2f6fd0',
  brightMagenta: '#a03c9d',
  brightCyan: '#15808a',
  brightWhite: '#eef0f3',
}

const dark: ITheme = {
  background: '#0c0f13',
  foreground: '#e6e9ee',
  cursor: '#7db0ff',
  cursorAccent: '#0b1626',
  selectionBackground: '#2d4a77',
  black: '#20252d',
  red: '#ff8f86',
  green: '#5fcf8d',
  yellow: '#ecb454',
  blue: '#7db0ff',
  magenta: '#dc9bd9',
  cyan: '#67cbd3',
  white: '#cfd5dd',
  brightBlack: '#6b7686',
  brightRed: '#ffb0a9',
  brightGreen: '#8be3ae',
  brightYellow: '#f5cf87',
  brightBlue: '#a9cbff',
  brightMagenta: '#ebbde9',
  brightCyan: '#98e0e6',
  brightWhite: '#ffffff',
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches)
}

/** Calls `apply` now and whenever the page's theme changes; returns how to stop. */
export function followPageTheme(apply: (theme: ITheme) => void): () => void {
  const update = () => apply(isDark() ? dark : light)
  const media = window.matchMedia('(prefers-color-scheme: dark)')
  const observer = new MutationObserver(update)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  media.addEventListener('change', update)
  update()
  return () => {
    observer.disconnect()
    media.removeEventListener('change', update)
  }
}
