/**
 * What a student waits for: from the click on the lesson to a shell that answers; with no lab yet, with the lab up, and with no lab yet
 * on a site with a warm pool; each on an idle machine. A real browser on sites of their own; RUNS (argument, 20) new students each. Needs a build
 * (`npm run build`) and the lab image.
 */
import { readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright'
import { incus } from '#lib/incus/client.ts'
import { type Instance, listInstances, removeInstance } from '#lib/incus/instances.ts'
import { configKeys } from '#lib/labs/lab-instance.ts'
import { makeStudent, signInAs } from '#tests/e2e/student.ts'
import { OwnSite } from '#tests/support/own-site.ts'

const runs = Number(process.argv[2] ?? 20)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-3d-apis', '--disable-background-networking', '--no-first-run'],
})
try {
  const cold = await measure(browser, 0)
  const pool = await measure(browser, 1)
  console.log(`click on the lesson to a usable prompt, ${runs} runs, load ${os.loadavg()[0]?.toFixed(1)}`)
  print('no lab yet: made and started', cold.first)
  print('no lab yet, from the warm pool', pool.first)
  print('lab already up', [...cold.again, ...pool.again])
} finally {
  await browser.close()
  incus().close()
}

/** Clicks of new students, and their second ones. */
async function measure(browser: Browser, poolSize: number): Promise<{ first: number[]; again: number[] }> {
  const site = await OwnSite.create({ VIRTLAB_WARM_POOL: String(poolSize) })
  const first: number[] = []
  const again: number[] = []
  const hosts = async () => listInstances(incus(), configKeys.deployment, await deploymentOf(site))
  try {
    await site.start()
    for (let i = 0; i < runs; i++) {
      const student = await makeStudent(site.state)
      while ((await hosts()).filter(isWarm).length < poolSize) await wait(100)
      const page = await browser.newPage({ baseURL: site.origin })
      await signInAs(page, student)
      first.push(await clickToPrompt(page))
      await page.goto('/zh')
      again.push(await clickToPrompt(page))
      await page.close()
      for (const host of await hosts()) if (host.config[configKeys.lab]) await removeInstance(incus(), host.name)
    }
  } finally {
    await site.kill('SIGTERM')
    for (const { name } of await hosts()) await removeInstance(incus(), name)
    await site.remove()
  }
  return { first, again }
}

function isWarm({ config }: Instance): boolean {
  return Boolean(config[configKeys.warm])
}

async function deploymentOf({ state }: OwnSite): Promise<string> {
  return (await readFile(path.join(state, 'deployment-id'), 'utf8')).trim()
}

/** Until the shell's prompt is there. */
async function clickToPrompt(page: Page): Promise<number> {
  await page.getByTestId('continue').waitFor()
  await idle()
  const clicked = performance.now()
  await page.getByTestId('continue').click()
  // At each frame: a locator looks every half second only.
  const prompt = () =>
    document.querySelector('[data-testid=terminal-screen] .xterm-rows')?.textContent?.includes('student@')
  await page.waitForFunction(prompt, null, { polling: 'raf', timeout: 60_000 })
  return performance.now() - clicked
}

/** Hosts that were just made or deleted keep the machine busy for a while: not what a single student meets. */
async function idle(): Promise<void> {
  const read = () => {
    const times = os.cpus().map((core) => core.times)
    const sum = (of: (one: (typeof times)[number]) => number) => times.reduce((total, one) => total + of(one), 0)
    return {
      idle: sum((one) => one.idle),
      all: sum(({ user, nice, sys, irq, idle }) => user + nice + sys + irq + idle),
    }
  }
  for (let before = read(); ; ) {
    await wait(500)
    const now = read()
    if ((now.idle - before.idle) / (now.all - before.all) > 0.9) return
    before = now
  }
}

function print(name: string, values: number[]): void {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0)
  console.log(`  ${name.padEnd(32)} median ${at(0.5)} ms, p95 ${at(0.95)} ms, ${at(0)}–${at(1)} ms`)
}
