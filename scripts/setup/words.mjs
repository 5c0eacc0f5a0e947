const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''

/** Whether to speak Chinese: as the terminal's locale says. */
export const speaksChinese = /^zh/i.test(locale)

/** One sentence in the language of the terminal. */
export function say(zh, en) {
  return speaksChinese ? zh : en
}

export function formatSeconds(ms) {
  const seconds = ms / 1000
  if (seconds < 100) return say(`${seconds.toFixed(1)} 秒`, `${seconds.toFixed(1)} s`)
  const minutes = Math.floor(seconds / 60)
  const rest = String(Math.round(seconds % 60)).padStart(2, '0')
  return say(`${minutes} 分 ${rest} 秒`, `${minutes} min ${rest} s`)
}
