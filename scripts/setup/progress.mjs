import { formatSeconds, say } from './words.mjs'

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const marks = { running: '·', done: '✔', ready: '✔', failed: '✘', skipped: '–' }
const colours = { running: 36, done: 32, ready: 90, failed: 31, skipped: 90 }

/** Shows stages as they go: a block that redraws itself on a terminal, one line per change elsewhere. */
export function createProgress(out = process.stdout) {
  return out.isTTY && !process.env.CI ? liveProgress(out) : plainProgress(out)
}

function plainProgress(out) {
  const startedAt = new Map()
  return {
    onChange(stage, state) {
      if (state === 'running') startedAt.set(stage.id, Date.now())
      if (state === 'done') out.write(`✔ ${stage.title} (${formatSeconds(Date.now() - startedAt.get(stage.id))})\n`)
      if (state === 'failed') out.write(`✘ ${stage.title}\n`)
    },
    close() {},
  }
}

function liveProgress(out) {
  const paint = (colour, text) => (process.env.NO_COLOR ? text : `\x1b[${colour}m${text}\x1b[0m`)
  const rows = new Map()
  let drawn = 0
  let frame = 0

  function rowText({ stage, state, startedAt, endedAt, detail }) {
    const mark = state === 'running' ? frames[frame % frames.length] : marks[state]
    const time = state === 'ready' ? say('已就绪', 'ready') : formatSeconds((endedAt ?? Date.now()) - startedAt)
    const text = `  ${paint(colours[state], mark)} ${stage.title}  ${paint(90, time)}`
    const room = (out.columns ?? 80) - stage.title.length * 2 - 16
    return state === 'running' && detail && room > 10 ? `${text}  ${paint(90, detail.slice(0, room))}` : text
  }

  function draw() {
    frame += 1
    const lines = [...rows.values()].map(rowText)
    out.write(`${drawn ? `\x1b[${drawn}A` : ''}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`)
    drawn = lines.length
  }

  const timer = setInterval(draw, 100)
  return {
    onChange(stage, state, detail) {
      if (state === 'running') rows.set(stage.id, { stage, state, startedAt: Date.now() })
      const row = rows.get(stage.id)
      if (!row) return
      if (state === 'detail') row.detail = detail.replace(/[\x00-\x1f\x7f]/g, ' ')
      else Object.assign(row, { state, ...(state === 'running' ? {} : { endedAt: Date.now() }) })
    },
    close() {
      clearInterval(timer)
      draw()
    },
  }
}
