import { ArrowHead, Box, type FigureProps } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '没有画面时的检查顺序',
    no: '不对',
    steps: [
      { ask: '在运行吗？', command: 'domstate --reason', mend: ['恢复、启动', '看日志'] },
      { ask: '有显示吗？', command: 'domdisplay --all', mend: ['加 <graphics>', '给它端口'] },
      { ask: '门在哪里？', command: 'ss -ltnp', mend: ['改监听地址', '关机再开机'] },
      { ask: '路通吗？', command: 'nc -vz', mend: ['开隧道', '放行端口'] },
      { ask: '有内容吗？', command: 'send-key', mend: ['唤醒它', '改用串口'] },
    ],
  },
  en: {
    title: 'What to check, in order, when there is no picture',
    no: 'if not',
    steps: [
      { ask: 'Running?', command: 'domstate --reason', mend: ['resume, start', 'read the log'] },
      { ask: 'A display?', command: 'domdisplay --all', mend: ['add <graphics>', 'give it a port'] },
      { ask: 'Which door?', command: 'ss -ltnp', mend: ['listen elsewhere', 'off and on'] },
      { ask: 'Way free?', command: 'nc -vz', mend: ['use a tunnel', 'open the port'] },
      { ask: 'Any content?', command: 'send-key', mend: ['wake it up', 'use serial'] },
    ],
  },
}

export function NoPictureFigure({ locale }: FigureProps) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 188" role="img" aria-label={words.title} className="figure">
      <ArrowHead id="no-picture-arrow" />
      {words.steps.map(({ ask, command, mend }, index) => {
        const x = 2 + index * 145
        return (
          <g key={ask}>
            <Box x={x} y={8} width={135} height={64} title={ask} lines={[command]} code accent />
            {index < 4 && (
              <path className="fig-line" d={`M${x + 136} 40 H ${x + 144}`} markerEnd="url(#no-picture-arrow)" />
            )}
            <path className="fig-line" d={`M${x + 67} 73 V 112`} markerEnd="url(#no-picture-arrow)" />
            <text className="fig-muted" x={x + 75} y="97" fontSize="12">
              {words.no}
            </text>
            <Box x={x} y={116} width={135} height={62} title={mend[0] ?? ''} lines={mend.slice(1)} />
          </g>
        )
      })}
    </svg>
  )
}
