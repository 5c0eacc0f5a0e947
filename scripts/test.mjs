#!/usr/bin/env node
/** Sets itself up like `up`, beside any site that runs, then runs every check and test: `npm test`. */
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'

process.env.VIRTLAB_STATE ??= '.virtlab/test'
process.env.VIRTLAB_PORT ??= String(await freePort())
// Tests know their labs' hosts by name from the beginning; the pool has a test of its own (lib/labs/warm-pool.test.ts).
process.env.VIRTLAB_WARM_POOL ??= '0'
const { deleteOwnLabs } = await import('./setup/deployment.mjs')
const { createProgress } = await import('./setup/progress.mjs')
const { proofTable } = await import('./setup/proof-table.mjs')
const { reportFailure } = await import('./setup/report-failure.mjs')
const { capture } = await import('./setup/run.mjs')
const { root, stateDir } = await import('./setup/settings.mjs')
const { stopSite } = await import('./setup/site.mjs')
const { runStages } = await import('./setup/stage-graph.mjs')
const { setupStages } = await import('./setup/stages.mjs')
const { formatSeconds } = await import('./setup/words.mjs')
const { readPlaywright, readVitest } = await import('./setup/test-reports.mjs')

const results = path.join(root, 'tests/results')
const bin = (name) => path.join(root, 'node_modules/.bin', name)
const env = { VIRTLAB_STATE: stateDir, PATH: `${path.join(root, 'node_modules/.bin')}:${process.env.PATH}` }
const counts = { passed: 0, failed: 0, skipped: 0 }
fs.rmSync(results, { recursive: true, force: true })
fs.mkdirSync(results, { recursive: true })

function tell(passed, name, startedAt, text, output) {
  console.log(`${passed ? '✔' : '✘'} ${name} (${formatSeconds(Date.now() - startedAt)})${text}`)
  if (!passed) console.log(output.trimEnd().replace(/^/gm, '  │ '))
}

/** A check counts as one test. */
async function check(name, argv) {
  const startedAt = Date.now()
  const { exitCode, output } = await capture(argv, { env })
  counts[exitCode === 0 ? 'passed' : 'failed'] += 1
  tell(exitCode === 0, name, startedAt, '', output)
}

/** A suite counts by its JSON report; one that fails without a failed test, or has no test, counts as one failure. */
async function suite(name, argv, read) {
  const startedAt = Date.now()
  const file = path.join(results, `${name}.json`)
  const { exitCode, output } = await capture(argv(file), { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file } })
  const found = fs.existsSync(file)
    ? read(JSON.parse(fs.readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: [] }
  const none = found.passed + found.failed + found.skipped.length === 0
  if (none || (exitCode !== 0 && found.failed === 0)) found.failed += 1
  counts.passed += found.passed
  counts.failed += found.failed
  counts.skipped += found.skipped.length
  const text = `: ${found.passed} passed, ${found.failed} failed, ${found.skipped.length} skipped`
  tell(found.failed === 0, name, startedAt, text, none ? `${output}\nno test was found` : output)
  for (const { title, reason } of found.skipped) console.log(`  – skipped: ${title}: ${reason}`)
}

const vitest = (project) =>
  suite(
    project,
    (file) => [
      ...[bin('vitest'), 'run', '--config', 'tests/vitest.config.ts', '--project', project],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    ],
    readVitest,
  )

const browser = () =>
  suite(
    'e2e',
    () => [bin('playwright'), 'test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
    readPlaywright,
  )

const progress = createProgress()
try {
  await runStages(setupStages({ extraPackages: ['chromium', 'fonts-noto-cjk'] }), progress.onChange)
  progress.close()
  await Promise.all([
    check('lint', [process.execPath, 'scripts/lint.mjs']).then(() => check('typecheck', [bin('tsc'), '--noEmit'])),
    vitest('unit'),
  ])
  await vitest('real')
  await browser()
} catch (error) {
  progress.close()
  reportFailure(error)
  counts.failed += 1
} finally {
  await stopSite()
  await deleteOwnLabs()
}
const proofs = proofTable(path.join(results, 'proofs.jsonl'))
if (proofs) console.log(`\n${proofs}\n`)
const line = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
fs.writeFileSync(path.join(results, 'summary.txt'), `${line}\n`)
// .ci/run prints it as its own last line.
if (!process.env.VIRTLAB_QUIET_SUMMARY) console.log(line)
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0

/** Tests run beside whatever else runs here: no port is asked of the person. */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}
