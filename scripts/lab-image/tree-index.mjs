import fs from 'node:fs'
import path from 'node:path'

/** busybox httpd lists no directories: gives each one below `root` a page with links to what is in it. */
export function writeTreeIndex(root, title = '/tinyvm/') {
  if (!fs.existsSync(root)) return
  const entries = fs.readdirSync(root, { withFileTypes: true }).filter(({ name }) => name !== 'index.html')
  const links = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort()
  const list = links.map((name) => `<li><a href="${name}">${name}</a></li>`).join('\n')
  fs.writeFileSync(
    path.join(root, 'index.html'),
    `<!doctype html>\n<title>${title}</title>\n<h1>${title}</h1>\n<ul>\n${list}\n</ul>\n`,
  )
  for (const entry of entries)
    if (entry.isDirectory()) writeTreeIndex(path.join(root, entry.name), `${title}${entry.name}/`)
}
