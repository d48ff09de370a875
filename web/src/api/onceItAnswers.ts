import { ApiError } from './client'

const firstPause = 500
const longestPause = 5_000

const longerAndLonger = (turn: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.min(longestPause, firstPause * (turn + 1))))

// What `read` gives as soon as the server answers again. Throws whatever the server says instead, and the
// last failure once `signal` is aborted: nobody waits for it any more.
export async function onceItAnswers<T>(
  read: () => Promise<T>,
  signal: AbortSignal,
  pause: (turn: number) => Promise<void> = longerAndLonger,
): Promise<T> {
  for (let turn = 0; ; turn++) {
    try {
      return await read()
    } catch (error) {
      const away = error instanceof ApiError && (error.status === 0 || error.status >= 500)
      if (!away || signal.aborted) throw error
    }
    await pause(turn)
  }
}
