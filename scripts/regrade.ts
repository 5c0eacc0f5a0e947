/** `npm run regrade -- [lesson | lesson/checkpoint] [--apply]`: stored results judged by the checkpoints of today; docs/grading.md. */
import { db } from '#lib/db/client.ts'
import { type Regraded, regrade } from '#lib/grading/regrade.ts'

const reasons: Record<NonNullable<Regraded['reason']>, string> = {
  'no-checkpoint': 'there is no such checkpoint any more',
  'no-values': 'the lesson has variables now that this attempt has no values of',
  'not-in-evidence': 'the evidence does not have what is asked now',
}

const args = process.argv.slice(2)
const apply = args.includes('--apply')
const only = args.find((arg) => !arg.startsWith('--'))
const all = await regrade({ only, apply })
const changed = all.filter(
  ({ before, after }) => after && (after.status !== before.status || after.earned !== before.earned),
)
const untold = all.filter(({ after }) => !after)
for (const { username, checkpoint, attempt, before, after } of changed) {
  const unmet = after?.unmet ? `, unmet: ${after.unmet}` : ''
  console.log(
    `${username}  ${checkpoint}  attempt ${attempt}: ${before.status} ${before.earned} → ${after?.status} ${after?.earned}${unmet}`,
  )
}
for (const { username, checkpoint, attempt, reason } of untold)
  console.log(`${username}  ${checkpoint}  attempt ${attempt}: stays; ${reason ? reasons[reason] : ''}`)
const verb = apply ? 'changed' : 'would change'
console.log(`${all.length} judged, ${changed.length} ${verb}, ${untold.length} cannot be judged again.`)
if (!apply && changed.length > 0) console.log('Nothing was stored; --apply does.')
await db().$disconnect()
