import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title:
      '三种快照：内部快照在 qcow2 文件里面，运行中创建时含内存；外部快照让原文件停住，以后的写入进新文件；外部加内存再多一个内存文件',
    columns: [
      { name: '内部', command: 'snapshot-create-as web01 s1', note: '开着建：必含内存', after: '磁盘还是同一个文件' },
      { name: '外部，仅磁盘', command: '… --disk-only', note: '像突然断电', after: '磁盘换成了新文件' },
      { name: '外部，含内存', command: '… --memspec file=…', note: '从那一瞬间接着跑', after: '再多一个内存文件' },
    ],
    inside: ['快照 s1 的块', '快照 s1 的内存', '现在的块'],
    frozen: '不再写入',
    writes: '现在写这里',
    memory: '内存',
  },
  en: {
    title:
      'Three kinds: internal, within the qcow2 file, with the memory if the VM runs; external, where the file stands still and writes go to a new one; external with a file for the memory',
    columns: [
      {
        name: 'internal',
        command: 'snapshot-create-as web01 s1',
        note: 'running: memory included',
        after: 'still the same file',
      },
      {
        name: 'external, disks only',
        command: '… --disk-only',
        note: 'as if unplugged',
        after: 'the disk is a new file now',
      },
      {
        name: 'external, with memory',
        command: '… --memspec file=…',
        note: 'carries on from that instant',
        after: 'and a file for the memory',
      },
    ],
    inside: ['blocks of s1', 'memory of s1', 'blocks of now'],
    frozen: 'no more writes',
    writes: 'writes go here',
    memory: 'memory',
  },
}

function File({ y, name, note, soft = false }: { y: number; name: string; note: string; soft?: boolean }) {
  return (
    <g transform={`translate(14 ${y})`}>
      <rect className={soft ? 'fig-soft' : 'fig-accent-soft'} width="200" height="46" rx="7" />
      <text className="fig-code" x="12" y="20" fontSize="12.5">
        {name}
      </text>
      <text className="fig-muted" x="12" y="37" fontSize="12">
        {note}
      </text>
    </g>
  )
}

export function SnapshotKindsFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 292" role="img" aria-label={words.title} className="figure">
      {words.columns.map(({ name, command, note, after }, index) => (
        <g key={name} transform={`translate(${6 + index * 240} 6)`}>
          <rect className="fig-box" width="228" height="280" rx="11" />
          <text className="fig-text" x="14" y="24" fontSize="13.5" fontWeight="600">
            {name}
          </text>
          <text className="fig-code" x="14" y="44" fontSize="11.5">
            {command}
          </text>
          {index === 0 && (
            <g transform="translate(14 60)">
              <rect className="fig-accent-soft" width="200" height="154" rx="7" />
              <text className="fig-code" x="12" y="20" fontSize="12.5">
                web01.qcow2
              </text>
              {words.inside.map((part, row) => (
                <g key={part} transform={`translate(12 ${30 + row * 40})`}>
                  <rect className={row === 2 ? 'fig-accent-fill' : 'fig-box'} width="176" height="34" rx="5" />
                  <text className={row === 2 ? 'fig-on-accent' : 'fig-text'} x="12" y="22" fontSize="12.5">
                    {part}
                  </text>
                </g>
              ))}
            </g>
          )}
          {index > 0 && (
            <>
              <File y={60} name="db01.nightly" note={words.writes} />
              <path className="fig-line" d="M114 108 V128" markerEnd="url(#kinds-arrow)" />
              <File y={132} name="db01.qcow2" note={words.frozen} soft />
            </>
          )}
          {index === 2 && (
            <g transform="translate(14 186)">
              <rect className="fig-soft" width="200" height="30" rx="7" />
              <text className="fig-code" x="12" y="20" fontSize="12.5">
                db01.nightly.mem
              </text>
              <text className="fig-muted" x="188" y="20" textAnchor="end" fontSize="12">
                {words.memory}
              </text>
            </g>
          )}
          <text className="fig-text" x="14" y="244" fontSize="12.5">
            {note}
          </text>
          <text className="fig-muted" x="14" y="266" fontSize="12.5">
            {after}
          </text>
        </g>
      ))}
      <ArrowHead id="kinds-arrow" />
    </svg>
  )
}
