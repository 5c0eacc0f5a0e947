import { inState } from './settings.mjs'
import { say } from './words.mjs'

/** Says what is wrong and what to do, after the last lines of what failed. */
export function reportFailure(error) {
  if (error.message === 'interrupted') {
    console.error(say('\n已中断；重新运行会从断点继续。', '\nInterrupted; the next run goes on from here.'))
    return
  }
  if (error.output) console.error(`\n${error.output.replace(/^/gm, '  │ ')}`)
  console.error(`\n${error.name === 'SetupError' ? error.message : (error.stack ?? error)}`)
  console.error(
    error.fix ?? say(`完整输出见 ${inState('setup.log')}。`, `The whole output is in ${inState('setup.log')}.`),
  )
}
