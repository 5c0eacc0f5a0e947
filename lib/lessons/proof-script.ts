/** One section of solve.sh or wrong.sh. */
export interface ProofSection {
  checkpoint: string
  /** Of wrong.sh: the expectation that its mistake leaves unmet. */
  unmet: string | null
  script: string
}

/** A preamble, then a section for each line `# checkpoint: <id>`; `# unmet: <expectation>` says what a mistake misses. */
export function readProofScript(text: string): { preamble: string; sections: ProofSection[] } {
  const parts = text.split(/^(?=# checkpoint:)/m)
  const preamble = parts[0]?.startsWith('# checkpoint:') ? '' : (parts.shift() ?? '')
  const sections = parts.map((script) => ({
    checkpoint: /^# checkpoint: *(\S*)/.exec(script)?.[1] ?? '',
    unmet: /^# unmet: *(\S+)/m.exec(script)?.[1] ?? null,
    script,
  }))
  return { preamble, sections }
}
