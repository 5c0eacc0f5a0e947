/** How long a search of the course takes, the first (which makes the index) and the others. Run: node scripts/bench/search.ts */
import { searchLessons } from '#lib/lessons/search/search-lessons.ts'

const rounds = 40
const queries = ['存储池', '快照', 'virsh', 'qcow2', '网络不通']

async function time(query: string): Promise<number> {
  const start = performance.now()
  await searchLessons(query, 'zh')
  return performance.now() - start
}

const first = await time('存储池')
const times: number[] = []
for (let round = 0; round < rounds; round++) for (const query of queries) times.push(await time(query))
times.sort((a, b) => a - b)
const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)
console.log(
  `search: the first ${Math.round(first)} ms, then median ${at(0.5)} ms, p95 ${at(0.95)} ms (${times.length})`,
)
