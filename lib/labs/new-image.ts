import { env } from '#lib/base/env.ts'
import { log } from '#lib/base/log.ts'
import { republishNewerImage } from './live/live-models.ts'
import { prepareStarts } from './starts/prepare-starts.ts'
import { refillWarmPool } from './warm-pool.ts'

/**
 * New labs are made of another image from now on: open pages offer it, the pool's hosts are made anew, and so are the start states. Labs
 * that exist are left alone. Nothing to do if it is the same image.
 */
export async function adoptNewImage(): Promise<void> {
  try {
    await republishNewerImage()
    await refillWarmPool()
    if (env.prepareStarts) await prepareStarts()
  } catch (error) {
    log.warn({ err: error }, 'not everything was made ready for the new lab image')
  }
}
