import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { WebglAddon } from '@xterm/addon-webgl'
import { Terminal } from '@xterm/xterm'
import { copyText } from '#app/_ui/copy-text.ts'
import { followPageTheme } from './terminal-theme.ts'

const [smallestLetters, largestLetters] = [5, 15]

export interface XtermOptions {
  element: HTMLElement
  label: string
  onInput: (bytes: Uint8Array<ArrayBuffer>) => void
  onSize: (size: { cols: number; rows: number }) => void
  onFind: () => void
  /** Its size is another's: it is shown whole, in letters as large as fit. */
  guest?: boolean
}

export interface Xterm {
  terminal: Terminal
  search: SearchAddon
  /** For a guest: the size that the terminal has. */
  show: (size: { cols: number; rows: number }) => void
  dispose: () => void
}

/** An xterm.js in `element` that fits it, follows the theme, and copies and pastes as people expect. */
export function startXterm({ element, label, onInput, onSize, onFind, guest = false }: XtermOptions): Xterm {
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: true,
    fontFamily: getComputedStyle(element).fontFamily,
    fontSize: 14,
    lineHeight: 1.15,
    scrollback: 10_000,
    macOptionIsMeta: true,
    screenReaderMode: false,
  })
  const fit = new FitAddon()
  const search = new SearchAddon()
  terminal.loadAddon(fit)
  terminal.loadAddon(search)
  terminal.loadAddon(new WebLinksAddon())
  terminal.open(element)
  terminal.textarea?.setAttribute('aria-label', label)
  useWebgl(terminal)

  if (!guest && element.clientWidth > 0) fit.fit()

  const encoder = new TextEncoder()
  terminal.onData((text) => onInput(encoder.encode(text)))
  terminal.onBinary((text) => onInput(Uint8Array.from(text, (character) => character.charCodeAt(0))))
  terminal.onResize(onSize)
  terminal.attachCustomKeyEventHandler((event) => handleKey(event, terminal, onFind))
  // tmux reports what was selected with its mouse mode by OSC 52.
  terminal.parser.registerOscHandler(52, (data) => copyFromOsc52(data))

  keepSilentAboutItself(terminal)

  const stopTheme = followPageTheme((theme) => {
    terminal.options.theme = theme
  })
  const observer = new ResizeObserver(() => {
    if (element.clientWidth === 0 || element.clientHeight === 0) return
    if (guest) fitLetters(terminal, fit)
    else fit.fit()
  })
  observer.observe(element)
  return {
    terminal,
    search,
    show({ cols, rows }) {
      terminal.resize(cols, rows)
      fitLetters(terminal, fit)
    },
    dispose() {
      observer.disconnect()
      stopTheme()
      terminal.dispose()
    },
  }
}

/** As large as lets all columns and rows be seen. */
function fitLetters(terminal: Terminal, fit: FitAddon): void {
  const { cols, rows } = terminal
  const fits = () => {
    const room = fit.proposeDimensions()
    return room ? room.cols >= cols && room.rows >= rows : true
  }
  for (let size = largestLetters; size >= smallestLetters; size -= 0.5) {
    terminal.options.fontSize = size
    if (fits()) return
  }
}

function useWebgl(terminal: Terminal): void {
  try {
    const webgl = new WebglAddon()
    webgl.onContextLoss(() => webgl.dispose())
    terminal.loadAddon(webgl)
  } catch {
    // No WebGL 2 in this browser: xterm's DOM renderer does the work.
  }
}

/** Ctrl+Shift+C / V / F; the rest is the shell's. */
function handleKey(event: KeyboardEvent, terminal: Terminal, onFind: () => void): boolean {
  if (event.type !== 'keydown' || !event.ctrlKey || !event.shiftKey) return true
  if (event.code === 'KeyC' && terminal.hasSelection()) {
    event.preventDefault()
    void copyText(terminal.getSelection())
    return false
  }
  if (event.code === 'KeyF') {
    event.preventDefault()
    onFind()
    return false
  }
  // The browser pastes by itself on Ctrl+Shift+V; the shell must not see the key.
  return event.code !== 'KeyV' && event.code !== 'KeyC'
}

function copyFromOsc52(data: string): boolean {
  const encoded = data.slice(data.indexOf(';') + 1)
  if (encoded === '?') return true
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    void copyText(new TextDecoder().decode(bytes))
  } catch {
    // Not base64: nothing to copy.
  }
  return true
}

/**
 * tmux, as programs do, asks a terminal what it is (primary and secondary device attributes, XTVERSION). It takes the answers for five seconds;
 * one that comes later, over a slow line or from a busy browser, it passes to the shell as if it had been typed. It needs none: TERM says it.
 */
function keepSilentAboutItself({ parser }: Terminal): void {
  for (const id of [{ final: 'c' }, { prefix: '>', final: 'c' }, { prefix: '>', final: 'q' }])
    parser.registerCsiHandler(id, () => true)
}
