/** A key of a US keyboard as noVNC sends it: what it types, where it is, and whether Shift is held. */
export interface Keystroke {
  keysym: number
  code: string
  shift: boolean
}

const rows = [
  [
    '`1234567890-=',
    '~!@#$%^&*()_+',
    'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  ],
  ['[]\\', '{}|', 'BracketLeft BracketRight Backslash'],
  [";'", ':"', 'Semicolon Quote'],
  [',./ ', '<>? ', 'Comma Period Slash Space'],
] as const

const keys = new Map<string, Keystroke>()
for (const [plain, shifted, codes] of rows) {
  codes.split(' ').forEach((code, at) => {
    for (const [characters, shift] of [
      [shifted, true],
      [plain, false],
    ] as const) {
      const character = characters.charAt(at)
      keys.set(character, { keysym: character.charCodeAt(0), code, shift })
    }
  })
}
for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
  const upper = letter.toUpperCase()
  keys.set(letter, { keysym: letter.charCodeAt(0), code: `Key${upper}`, shift: false })
  keys.set(upper, { keysym: upper.charCodeAt(0), code: `Key${upper}`, shift: true })
}
keys.set('\n', { keysym: 0xff0d, code: 'Enter', shift: false })
keys.set('\t', { keysym: 0xff09, code: 'Tab', shift: false })

/** The keys that type a text, and the characters that no key types, each once. */
export function keystrokesOf(text: string): { strokes: Keystroke[]; untypable: string[] } {
  const strokes: Keystroke[] = []
  const untypable = new Set<string>()
  for (const character of text.replaceAll('\r\n', '\n')) {
    const stroke = keys.get(character)
    if (stroke) strokes.push(stroke)
    else untypable.add(character)
  }
  return { strokes, untypable: [...untypable] }
}
