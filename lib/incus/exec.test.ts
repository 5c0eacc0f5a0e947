import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { incus } from './client.ts'
import { startTestInstance } from './test-instance.ts'

let instance: Awaited<ReturnType<typeof startTestInstance>>
const client = incus()

beforeAll(async () => {
  instance = await startTestInstance()
}, 30_000)
afterAll(() => instance.remove(), 30_000)

const run = (command: string[], options = {}) => client.run(instance.name, command, options)

/** Resolves when no process with this in its command line is left. */
async function isGone(marker: string): Promise<void> {
  // The marker comes by stdin: in the command line it would be found in this very process.
  const script = 'read -r m; while case "$(ps -eo args=)" in *"$m"*) ;; *) false ;; esac; do sleep 0.05; done'
  const { exitCode } = await run(['sh', '-c', script], { input: `${marker}\n`, timeoutMs: 20_000 })
  expect(exitCode).toBe(0)
}

test('stdout, stderr, exit code and input are told apart', async () => {
  const result = await run(['sh', '-c', 'cat; echo bad >&2; exit 7'], { input: 'in 入' })
  expect(result).toEqual({ exitCode: 7, stdout: 'in 入', stderr: 'bad\n' })
})

test('as student: a login with all its groups, and the words as they are', async () => {
  const words = ['a b', "c'd", '$HOME', '--help', '']
  const result = await run(['sh', '-c', 'id -nG; pwd; for w; do echo "<$w>"; done', 'sh', ...words], {
    user: 'student',
  })
  const [groups, folder, ...printed] = result.stdout.trimEnd().split('\n')
  expect(groups?.split(' ')).toEqual(expect.arrayContaining(['student', 'sudo', 'libvirt']))
  expect(folder).toBe('/home/student')
  expect(printed).toEqual(words.map((word) => `<${word}>`))
})

test('a command or an instance that is not there', async () => {
  await expect(run(['no-such-command'])).rejects.toMatchObject({ code: 'incus.no-command' })
  await expect(client.run('t-labs-none', ['true'])).rejects.toMatchObject({ code: 'incus.404', status: 404 })
})

test('50 MB go through a duplex both ways unharmed, with a slow reader', async () => {
  const stream = await client.duplex(instance.name, ['cat'])
  const block = randomBytes(1_000_003)
  const sent = createHash('sha256')
  const received = createHash('sha256')
  let bytes = 0
  const blocks = function* () {
    for (let index = 0; index < 50; index++) {
      sent.update(block)
      yield block
    }
  }
  const reading = (async () => {
    for await (const chunk of stream) {
      received.update(chunk as Buffer)
      bytes += (chunk as Buffer).length
      await new Promise(setImmediate)
    }
  })()
  await Promise.all([pipeline(Readable.from(blocks()), stream, { end: true }).catch(() => {}), reading])
  expect(bytes).toBe(50 * block.length)
  expect(received.digest('hex')).toBe(sent.digest('hex'))
}, 60_000)

test('a writer meets the resistance of a process that does not read', async () => {
  const stream = await client.duplex(instance.name, ['sleep', '1000'])
  stream.on('error', () => {})
  const block = Buffer.alloc(1_000_000)
  let accepted = 0
  for (; accepted < 100; accepted++) {
    if (!stream.write(block)) {
      const drained = once(stream, 'drain').then(() => true)
      if (!(await Promise.race([drained, run(['true']).then(() => false)]))) break
    }
  }
  expect(accepted).toBeLessThan(100)
  stream.destroy()
  await isGone('sleep 1000')
}, 30_000)

test('end() is only half of it: the process still answers', async () => {
  const stream = await client.duplex(instance.name, ['sh', '-c', 'cat > /dev/null; echo all read'])
  stream.end('something')
  let text = ''
  for await (const chunk of stream) text += chunk
  expect(text).toBe('all read\n')
})

test('destroy() ends the process, also one that ignores SIGTERM', async () => {
  const stream = await client.duplex(instance.name, [
    'sh',
    '-c',
    "trap '' TERM HUP; echo up; while :; do sleep 0.1; done #4242",
  ])
  await once(stream, 'data')
  stream.destroy()
  await isGone('done #4242')
}, 30_000)

test('an aborted run ends its process, through runuser too', async () => {
  const abort = new AbortController()
  const running = run(['sleep', '4343'], { user: 'student', signal: abort.signal })
  await run(['sh', '-c', 'until pgrep -f "[s]leep 4343"; do sleep 0.05; done'])
  abort.abort()
  await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  await isGone('sleep 4343')
  await expect(run(['sleep', '4344'], { timeoutMs: 100 })).rejects.toMatchObject({ code: 'incus.exec-timeout' })
  await isGone('sleep 4344')
}, 30_000)

test('a process that fails does not end its stream as if all were well', async () => {
  const stream = await client.duplex(instance.name, ['sh', '-c', 'echo refused >&2; exit 1'])
  stream.resume()
  const [error] = await once(stream, 'error')
  expect(error).toMatchObject({ code: 'incus.exec-failed', params: { exitCode: 1, words: 'refused' } })
})

test('a terminal has a size, and is told when it changes', async () => {
  const session = await client.exec(instance.name, {
    command: ['bash', '-c', 'while read -t 0.1 line; [ "$line" != q ]; do stty size; done; exit 5'],
    tty: { cols: 90, rows: 33 },
  })
  let screen = ''
  const seen = async (text: string) => {
    while (!screen.includes(text)) screen += (await once(session.stdout, 'data'))[0]
  }
  await seen('33 90')
  session.resize(120, 40)
  await seen('40 120')
  session.stdin.write('q\n')
  session.stdout.resume()
  expect(await session.exit).toBe(5)
}, 20_000)

test('short commands, one after the other: the last words of none are lost', async () => {
  // A pong to the ping that Incus sends at once would meet the closed socket of about one in a hundred.
  const lane = async (from: number) => {
    for (let index = from; index < from + 150; index++) {
      expect(await run(['echo', String(index)])).toEqual({ exitCode: 0, stdout: `${index}\n`, stderr: '' })
    }
  }
  await Promise.all([lane(1000), lane(2000), lane(3000)])
}, 60_000)

test('many at once', async () => {
  const results = await Promise.all(Array.from({ length: 40 }, (_, index) => run(['echo', String(index)])))
  expect(results.map((result) => result.stdout.trim())).toEqual(results.map((_, index) => String(index)))
}, 30_000)
