import { mkdirSync, readdirSync } from 'node:fs'
import { extractedPackages, suite } from '../packages.mjs'
import { mirror } from '../recipe.mjs'
import { run } from './run.mjs'

/** Puts the packages' files into `build.tools`; nothing of them is run or configured. */
export async function extractPackages(build) {
  await run(
    'mmdebstrap',
    [
      '--mode=root',
      '--variant=extract',
      '--format=directory',
      '--architectures=amd64',
      `--include=${extractedPackages.join(',')}`,
      suite,
      build.tools,
      mirror,
    ],
    { signal: build.signal },
  )
  mkdirSync(build.work)
  build.kernelVersion = readdirSync(`${build.tools}/usr/lib/modules`)[0]
}
