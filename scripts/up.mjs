#!/usr/bin/env node
/** From a fresh machine, or any state in between, to a site that answers: `npm run up`. */
import fs from 'node:fs'
import { createProgress } from './setup/progress.mjs'
import { reportFailure } from './setup/report-failure.mjs'
import { host, inState, port } from './setup/settings.mjs'
import { runStages } from './setup/stage-graph.mjs'
import { setupStages } from './setup/stages.mjs'
import { formatSeconds, say } from './setup/words.mjs'

const startedAt = Date.now()
const progress = createProgress()
try {
  await runStages(setupStages(), progress.onChange)
  progress.close()
  printWelcome()
} catch (error) {
  progress.close()
  reportFailure(error)
  process.exitCode = 1
}

function printWelcome() {
  const accelerator = JSON.parse(fs.readFileSync(inState('accelerator.json'), 'utf8'))
  const address = `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${port}`
  console.log(
    `\n${say('VirtLab 已就绪', 'VirtLab is ready')} (${formatSeconds(Date.now() - startedAt)})   ${address}\n`,
  )
  for (const { role, username, password } of readAccounts()) {
    console.log(`  ${role.padEnd(12)} ${username.padEnd(12)} ${password}`)
  }
  console.log(
    accelerator.kind === 'kvm'
      ? say('\n  虚拟机由 KVM 加速。', '\n  VMs run on KVM.')
      : say(
          `\n  虚拟机由 TCG 模拟（KVM：${accelerator.reason}）；npm run doctor 说明原因。`,
          `\n  VMs are emulated by TCG (KVM: ${accelerator.reason}); npm run doctor says why.`,
        ),
  )
  console.log(say('  停止：npm run down', '  To stop it: npm run down'))
}

/** The first accounts, with the passwords that the seed made. */
function readAccounts() {
  const file = inState('secrets.json')
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')).accounts : []
}
