import { log } from '#lib/base/log.ts'
import { singleton } from '#lib/base/singleton.ts'
import type { LiveChange } from '#lib/gateway/protocol.ts'
import { readRecord } from '#lib/labs/lab-record.ts'
import type { LiveModel } from '#lib/labs/live/live-model.ts'
import { readHands } from './hand.ts'
import { onHelpChange } from './help-events.ts'
import { readThread } from './messages.ts'

/** The open models by student: pages of a student's lab show hand and messages, too. */
const shown = () => singleton('shown-help', () => ({ models: new Map<string, WeakRef<LiveModel>>(), follows: false }))

/** Shows the hand and the messages of a lab's student in the lab's live state, now and at each change. */
export async function showHelp(model: LiveModel): Promise<void> {
  const { studentId } = await readRecord(model.labId)
  const board = shown()
  if (board.models.get(studentId)?.deref() === model) return
  board.models.set(studentId, new WeakRef(model))
  if (!board.follows) onHelpChange((changed) => void publish(changed))
  board.follows = true
  await publish(studentId)
}

async function publish(studentId: string): Promise<void> {
  const { models } = shown()
  const model = models.get(studentId)?.deref()
  if (!model) return void models.delete(studentId)
  try {
    const [hands, thread] = await Promise.all([readHands([studentId]), readThread(studentId)])
    const kept = new Set(thread.map(({ id }) => id))
    const { messages } = model.state
    const changes: LiveChange[] = [
      { collection: 'hand', id: 'hand', value: hands.get(studentId) ?? null },
      ...Object.keys(messages)
        .filter((id) => !kept.has(id))
        .map((id): LiveChange => ({ collection: 'messages', id, value: null })),
      ...thread
        .filter((one) => messages[one.id]?.read !== one.read)
        .map((value): LiveChange => ({ collection: 'messages', id: value.id, value })),
    ]
    model.publish(Date.now(), changes, { firstReading: true })
  } catch (error) {
    log.error({ err: error, student: studentId }, 'help could not be shown')
  }
}
