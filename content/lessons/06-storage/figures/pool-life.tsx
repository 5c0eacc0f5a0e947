import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '存储池的一生：定义、构建、启动、自动启动，以及反方向的停止、删除目录和忘掉定义',
    states: [
      ['不存在', 'libvirt 不知道它'],
      ['未启动', '定义已保存'],
      ['活动', '卷可以用了'],
    ],
    steps: [
      ['1 定义', 'pool-define'],
      ['3 启动', 'pool-start'],
    ],
    back: [
      ['忘掉定义', 'pool-undefine'],
      ['停止，不动文件', 'pool-destroy'],
    ],
    build: ['2 构建', 'pool-build', '建目录 / 卷组'],
    delete: ['删掉目录', 'pool-delete', '里面须是空的'],
    autostart: ['4 自动启动', 'pool-autostart', '宿主机重启后也到这里'],
  },
  en: {
    title:
      'The life of a pool: define, build, start, autostart, and the ways back: stop, delete the directory, undefine',
    states: [
      ['no such pool', 'libvirt has no idea'],
      ['inactive', 'definition saved'],
      ['active', 'volumes can be used'],
    ],
    steps: [
      ['1 define', 'pool-define'],
      ['3 start', 'pool-start'],
    ],
    back: [
      ['forget it', 'pool-undefine'],
      ['stop, files stay', 'pool-destroy'],
    ],
    build: ['2 build', 'pool-build', 'directory or group'],
    delete: ['delete directory', 'pool-delete', 'it must be empty'],
    autostart: ['4 autostart', 'pool-autostart', 'at every boot, to here'],
  },
}

export function PoolLifeFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 258" role="img" aria-label={words.title} className="figure">
      {words.states.map(([name, detail], index) => (
        <g key={name} transform={`translate(${6 + index * 282} 34)`}>
          <rect className={index === 2 ? 'fig-accent-soft' : 'fig-box'} width="144" height="92" rx="10" />
          <text className="fig-text" x="72" y="42" textAnchor="middle" fontSize="14.5" fontWeight="600">
            {name}
          </text>
          <text className="fig-muted" x="72" y="64" textAnchor="middle" fontSize="12">
            {detail}
          </text>
        </g>
      ))}
      {words.steps.map(([name, command], index) => (
        <g key={name} transform={`translate(${150 + index * 282} 0)`}>
          <path className="fig-accent-line" d="M4 62 h126" markerEnd="url(#life-accent)" />
          <text className="fig-text" x="67" y="38" textAnchor="middle" fontSize="13" fontWeight="600">
            {name}
          </text>
          <text className="fig-code" x="67" y="55" textAnchor="middle" fontSize="12">
            {command}
          </text>
        </g>
      ))}
      {words.back.map(([name, command], index) => (
        <g key={name} transform={`translate(${150 + index * 282} 0)`}>
          <path className="fig-line" d="M134 98 H8" markerEnd="url(#life-arrow)" />
          <text className="fig-code" x="69" y="115" textAnchor="middle" fontSize="11.5">
            {command}
          </text>
          <text className="fig-muted" x="69" y="132" textAnchor="middle" fontSize="11.5">
            {name}
          </text>
        </g>
      ))}
      {[words.build, words.delete].map(([name, command, detail], index) => (
        <g key={name} transform={`translate(${216 + index * 158} 176)`}>
          <rect className={index === 0 ? 'fig-soft' : 'fig-hollow'} width="140" height="70" rx="8" />
          <text
            className={index === 0 ? 'fig-text' : 'fig-muted'}
            x="70"
            y="23"
            textAnchor="middle"
            fontSize="13"
            fontWeight={index === 0 ? 600 : 400}
          >
            {name}
          </text>
          <text className="fig-code" x="70" y="41" textAnchor="middle" fontSize="12">
            {command}
          </text>
          <text className="fig-muted" x="70" y="59" textAnchor="middle" fontSize="11.5">
            {detail}
          </text>
        </g>
      ))}
      <path className="fig-accent-line" d="M320 176 V132" markerEnd="url(#life-accent)" />
      <path className="fig-dash" d="M404 132 V170" markerEnd="url(#life-arrow)" />
      <g transform="translate(560 176)">
        <rect className="fig-soft" width="154" height="70" rx="8" />
        <text className="fig-text" x="77" y="23" textAnchor="middle" fontSize="13" fontWeight="600">
          {words.autostart[0]}
        </text>
        <text className="fig-code" x="77" y="41" textAnchor="middle" fontSize="12">
          {words.autostart[1]}
        </text>
        <text className="fig-muted" x="77" y="59" textAnchor="middle" fontSize="11.5">
          {words.autostart[2]}
        </text>
      </g>
      <path className="fig-accent-line" d="M642 176 V132" markerEnd="url(#life-accent)" />
      <ArrowHead id="life-arrow" />
      <ArrowHead id="life-accent" accent />
    </svg>
  )
}
