import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { listLessonSlugs, lessonsRoot } from '#lib/lessons/lesson-files.ts'

const template = path.join(import.meta.dirname, 'template')

/** Makes `NN-slug` with a small lesson that is whole, and gives its folder back. */
export async function newLesson(slug: string, root = lessonsRoot()): Promise<string> {
  if (!/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) throw new Error('name the lesson NN-some-words, as in 10-migration')
  const folder = path.join(root, slug)
  await mkdir(root, { recursive: true })
  if ((await listLessonSlugs(root)).includes(slug)) throw new Error(`${folder} exists`)
  await cp(template, folder, { recursive: true })
  const order = await freeOrder(root, slug)
  for (const name of await readdir(folder)) {
    if (!/\.(mdx|ts)$/.test(name)) continue
    const file = path.join(folder, name)
    const text = await readFile(file, 'utf8')
    // Ids of terms are one set for the course, and so are the places of lessons in it.
    await writeFile(file, text.replaceAll('new-lesson', slug.slice(3)).replace(/^order: 1$/m, `order: ${order}`))
  }
  return folder
}

/** The folder's number, or the first free one after it. */
async function freeOrder(root: string, slug: string): Promise<number> {
  const others = (await listLessonSlugs(root)).filter((other) => other !== slug)
  const texts = await Promise.all(
    others.map((other) => readFile(path.join(root, other, 'lesson.zh.mdx'), 'utf8').catch(() => '')),
  )
  const taken = texts.map((text) => Number(/^order: (\d+)$/m.exec(text)?.[1]))
  let order = Number(slug.slice(0, 2)) || 1
  while (taken.includes(order)) order++
  return order
}
