/** A run of Chinese, or a word of letters and digits that may be joined: `vol-create-as`, `qemu:///system`, `10.0.0.1`. */
const runs = /\p{Script=Han}+|[\p{L}\p{N}_]+(?:[-.:/]+[\p{L}\p{N}_]+)*/gu

/**
 * Words to index: Latin ones whole and in their parts; Chinese, which has no spaces, as pairs of neighbours and single
 * characters, so that any two characters that follow each other are found wherever the words begin.
 */
export function tokenizeText(text: string): string[] {
  return tokensOf(text, (run) => [...pairsOf(run), ...Array.from(run)])
}

/** Words to look for: a single Chinese character only if it stands alone. */
export function tokenizeQuery(text: string): string[] {
  return tokensOf(text, (run) => (run.length === 1 ? [run] : pairsOf(run)))
}

/** The words as they are written: what a reader sees as one. */
export function runsOf(text: string): string[] {
  return [...text.toLowerCase().normalize('NFKC').matchAll(runs)].map(([run]) => run)
}

function tokensOf(text: string, chinese: (run: string) => string[]): string[] {
  return runsOf(text).flatMap((run) => {
    if (/^\p{Script=Han}/u.test(run)) return chinese(run)
    const parts = run.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
    return parts.length > 1 ? [run, ...parts] : [run]
  })
}

function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}
