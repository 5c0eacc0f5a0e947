/** Text in pieces, those that match the query marked. */
export type MarkedText = { text: string; marked: boolean }[]

const around = 70

/** What of a text shows why it was found: the piece with the most matches, marked. */
export function excerptOf(text: string, words: readonly string[]): MarkedText {
  const first = bestStart(text, words)
  const start = first <= around ? 0 : wordStart(text, first - around)
  const end = Math.min(text.length, Math.max(first + around * 2, start + around * 3))
  const pieces = mark(text.slice(start, end), words)
  if (start > 0) pieces.unshift({ text: '… ', marked: false })
  if (end < text.length) pieces.push({ text: ' …', marked: false })
  return pieces
}

/** Where the piece begins that has most of the different words; the first of those. */
function bestStart(text: string, words: readonly string[]): number {
  const matches = findMatches(text, words)
  const wordsFrom = (start: number) => {
    const near = matches.filter((match) => match.start >= start && match.end <= start + around * 2)
    return new Set(near.map((match) => text.slice(match.start, match.end).toLowerCase())).size
  }
  let best = { start: matches[0]?.start ?? 0, words: 0 }
  for (const { start } of matches) {
    const found = wordsFrom(start)
    if (found > best.words) best = { start, words: found }
  }
  return best.start
}

/** The whole text with the matches marked. */
export function mark(text: string, words: readonly string[]): MarkedText {
  const pieces: MarkedText = []
  let at = 0
  for (const { start, end } of findMatches(text, words)) {
    if (start > at) pieces.push({ text: text.slice(at, start), marked: false })
    pieces.push({ text: text.slice(start, end), marked: true })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false })
  return pieces
}

/** Places of the words, in order, those that touch or overlap joined: 存储 and 储池 mark 存储池. */
function findMatches(text: string, words: readonly string[]): { start: number; end: number }[] {
  const lower = text.toLowerCase()
  const found = words.flatMap((word) => {
    const places: { start: number; end: number }[] = []
    for (let start = lower.indexOf(word); start >= 0; start = lower.indexOf(word, start + 1))
      // A Latin word is found where one begins; Chinese has no such places.
      if (!/^[a-z0-9]/.test(word) || !/[a-z0-9]/.test(lower[start - 1] ?? ''))
        places.push({ start, end: start + word.length })
    return places
  })
  const joined: { start: number; end: number }[] = []
  for (const place of found.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && place.start <= last.end) last.end = Math.max(last.end, place.end)
    else joined.push(place)
  }
  return joined
}

function wordStart(text: string, from: number): number {
  const space = text.indexOf(' ', from)
  return space >= 0 && space < from + 20 ? space + 1 : from
}
