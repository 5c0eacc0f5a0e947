import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import { loadMessages, type Messages } from './load.ts'

const root = path.resolve(import.meta.dirname, '../..')

function flatten(messages: Messages, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.test\.ts$|generated|node_modules/.test(file))
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
}

const zh = flatten(await loadMessages('zh'))
const en = flatten(await loadMessages('en'))

describe('messages', () => {
  it('are the same ones in both languages', () => {
    expect([...zh.keys()].toSorted()).toEqual([...en.keys()].toSorted())
    expect([...zh, ...en].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('take the same arguments in both languages', () => {
    const argumentsOf = (text: string) =>
      [...new Set([...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => name))].toSorted()
    const differing = [...zh].filter(
      ([key, text]) => String(argumentsOf(text)) !== String(argumentsOf(en.get(key) ?? '')),
    )
    expect(differing.map(([key]) => key)).toEqual([])
  })

  it.each(['zh', 'en'])('parse, every one of %s', async (locale) => {
    const problems: string[] = []
    const t = createTranslator({
      locale,
      messages: await loadMessages(locale),
      // A missing argument is for its caller to see to; only text that is no ICU message is looked for.
      onError: ({ code, message }: { code: string; message: string }) => {
        if (code !== 'FORMATTING_ERROR' || !/was not provided|argument/i.test(message)) problems.push(message)
      },
    }) as unknown as { raw: (key: string) => string } & ((key: string, values: Record<string, number>) => string)
    for (const [key, text] of locale === 'zh' ? zh : en) {
      const names = [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map(([, name]) => [String(name), 2] as const)
      t(key, Object.fromEntries(names))
    }
    expect(problems).toEqual([])
  })

  it('have words for every code of an error', () => {
    const keys = new Set<string>()
    for (const text of [...sources('lib'), ...sources('app')]) {
      for (const [, code] of text.matchAll(/\bcode: '([a-z]+[\w.-]*\.[\w-]+)'/g))
        keys.add(String(code).replaceAll('.', '-'))
      for (const [, name] of text.matchAll(/\blabError\('([\w-]+)'/g)) keys.add(`lab-${name}`)
      for (const [, name] of text.matchAll(/\baccountError\(\s*'([\w-]+)'/g)) keys.add(`auth-${name}`)
      for (const [, name] of text.matchAll(/\bclassError\(\s*'([\w-]+)'/g)) keys.add(`class-${name}`)
      for (const [, name] of text.matchAll(/\bltiError\(\s*'([\w-]+)'/g)) keys.add(`lti-${name}`)
      for (const [, key] of text.matchAll(/\buserMessage: '([\w-]+)'/g)) keys.add(String(key))
    }
    expect(keys.size).toBeGreaterThan(30)
    expect([...keys].filter((key) => !zh.has(`errors.${key}`)).toSorted()).toEqual([])
  })

  it('have words for every reason that the proof of KVM can write', () => {
    const proof = readFileSync(path.join(root, 'scripts/kvm-proof.mjs'), 'utf8')
    const written = proof
      .split('\n')
      .filter((line) => /return (tcg\(|\{ kind)/.test(line))
      .join('\n')
    const reasons = [...written.matchAll(/'(proved|[a-z]+-[a-z]+)'/g)].map(([, reason]) => String(reason))
    expect(new Set(reasons).size).toBeGreaterThan(3)
    expect(reasons.filter((reason) => !zh.has(`workbench.chip.accelerator.${reason}`))).toEqual([])
  })
})
