import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { singleton } from '#lib/base/singleton.ts'

export type Messages = { [key: string]: string | Messages }

const folder = path.join(process.cwd(), 'app', '_messages')

/**
 * All messages of one language: `<namespace>.<locale>.json` under its namespace, and `<namespace>.<area>.<locale>.json`
 * merged into it. Kept in memory, except while developing.
 */
export async function loadMessages(locale: string): Promise<Messages> {
  const cache = singleton('messages', () => new Map<string, Promise<Messages>>())
  if (process.env.NODE_ENV !== 'production') return readMessages(locale)
  let messages = cache.get(locale)
  if (!messages) cache.set(locale, (messages = readMessages(locale)))
  return messages
}

async function readMessages(locale: string): Promise<Messages> {
  const messages: Messages = {}
  for (const file of (await readdir(folder)).toSorted()) {
    if (!file.endsWith(`.${locale}.json`)) continue
    const namespace = file.split('.')[0] as string
    const content = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Messages
    messages[namespace] = mergeMessages(messages[namespace], content)
  }
  return messages
}

function mergeMessages(into: string | Messages | undefined, from: Messages): Messages {
  const merged: Messages = typeof into === 'object' ? { ...into } : {}
  for (const [key, value] of Object.entries(from)) {
    merged[key] = typeof value === 'object' ? mergeMessages(merged[key], value) : value
  }
  return merged
}
