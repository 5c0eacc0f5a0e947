// For tests: a server that starts a creation, says so when it installs, and is then killed from outside.
import { reconcileLabs } from '../reconcile-labs.ts'
import { createVm, onCreation } from './creations.ts'

const request = JSON.parse(process.argv[2] ?? '{}')
await reconcileLabs()
onCreation(request.labId, (view) => {
  if (view.stage === 'installing') process.stdout.write(`${view.id}\n`)
})
await createVm(request)
setInterval(() => {}, 60_000)
