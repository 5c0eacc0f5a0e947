import { Children, isValidElement, type ReactElement, type ReactNode } from 'react'
import { QuizForm, type QuizChoice } from './quiz-form.tsx'

interface ChoiceProps {
  correct?: boolean
  children: ReactNode
}

/** Both only carry content: <Quiz> reads them and gives it to the form. */
export function Choice(_props: ChoiceProps): ReactNode {
  return null
}
export function Why({ children }: { children: ReactNode }): ReactNode {
  return children
}

export interface QuizProps {
  id: string
  lesson: string
  answer: number | null
  children: ReactNode
}

/** A question: what stands before the first <Choice> is the question, the <Why> in a choice explains it. */
export function Quiz({ id, lesson, answer, children }: QuizProps) {
  return <QuizForm id={id} lesson={lesson} answer={answer} {...readQuiz(children)} />
}

export function readQuiz(children: ReactNode): { question: ReactNode[]; choices: QuizChoice[] } {
  const parts = Children.toArray(children)
  const choices = parts.filter(isChoice).map((choice) => readChoice(choice.props))
  return { question: parts.filter((part) => !isChoice(part)), choices }
}

function isChoice(node: ReactNode): node is ReactElement<ChoiceProps> {
  return isValidElement(node) && node.type === Choice
}

function readChoice({ correct = false, children }: ChoiceProps): QuizChoice {
  const parts = unwrapParagraph(children)
  const isWhy = (node: ReactNode): boolean => isValidElement(node) && node.type === Why
  return { correct, text: parts.filter((part) => !isWhy(part)), why: parts.filter(isWhy) }
}

/** A choice written over several lines comes as one paragraph. */
function unwrapParagraph(children: ReactNode): ReactNode[] {
  const parts = Children.toArray(children).filter((part) => typeof part !== 'string' || part.trim() !== '')
  const [only] = parts
  if (parts.length === 1 && isValidElement<{ children: ReactNode }>(only) && only.type === 'p') {
    return Children.toArray(only.props.children)
  }
  return Children.toArray(children)
}
