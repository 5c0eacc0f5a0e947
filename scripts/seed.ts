import { ensureAccount } from '#lib/auth/accounts.ts'
import { readSecrets, secretsFile } from '#lib/auth/secrets.ts'
import { ensureFirstClass } from '#lib/classes/first-class.ts'
import { db } from '#lib/db/client.ts'

// The first accounts, as secrets.json names them. A second run changes nothing, a password changed since included.
for (const account of readSecrets().accounts) {
  const made = await ensureAccount(account)
  console.log(`${made ? 'made' : 'kept'}\t${account.username}\t${account.role}`)
}
await ensureFirstClass()
console.log(`passwords: ${secretsFile}`)
await db().$disconnect()
