import { VirtLabError } from '#lib/base/error.ts'
import { parseFrontMatter } from './front-matter.ts'
import { lessonFile, lessonsRoot } from './lesson-files.ts'
import type { CompiledLesson, LessonLocale } from './lesson-types.ts'
import { remarkHeadingIds } from './remark-heading-ids.ts'
import { emptyOutline, remarkOutline } from './remark-outline.ts'

/**
 * Bundles one lesson with the figures it imports. Throws `lesson.front-matter`, or `lesson.compile` with the
 * compiler's words (file, line and what is wrong).
 */
export async function compileLesson(slug: string, locale: LessonLocale, root = lessonsRoot()): Promise<CompiledLesson> {
  const file = lessonFile(slug, locale, root)
  const outline = emptyOutline()
  // Loaded here, not at the top: a server that finds everything in the cache never loads the compiler.
  const [{ bundleMDX }, { default: remarkGfm }] = await Promise.all([import('mdx-bundler'), import('remark-gfm')])
  const result = await bundleMDX<Record<string, unknown>>({
    file,
    cwd: root,
    mdxOptions: (options) => ({
      ...options,
      remarkPlugins: [...(options.remarkPlugins ?? []), remarkGfm, remarkHeadingIds, [remarkOutline, { outline }]],
    }),
    esbuildOptions: (options) => ({
      ...options,
      logLevel: 'silent',
      // esbuild escapes everything beyond ASCII otherwise, which triples Chinese.
      charset: 'utf8',
      define: { ...options.define, 'process.env.NODE_ENV': '"production"' },
    }),
  }).catch((cause: unknown) => {
    const details = cause instanceof Error ? cause.message : String(cause)
    throw new VirtLabError({ code: 'lesson.compile', message: `${file}: ${details}`, params: { file, details }, cause })
  })
  const meta = { ...parseFrontMatter(result.frontmatter, file), slug, locale }
  const toc = outline.headings.filter(({ depth }) => depth <= 3).map(({ id, text, depth }) => ({ id, text, depth }))
  return { meta, code: result.code, toc, outline }
}
