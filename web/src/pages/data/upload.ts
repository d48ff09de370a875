// An import or a check on its way. It lives outside the page, so that people can leave and come back;
// the job's number (never a file name) is kept for this tab, so that even a reload finds it again.
import { ApiError, sentenceOf } from '../../api/client'
import type { Job } from '../../api/types'
import { fetchJob, sendFiles } from './api'

export type UploadState =
  | { kind: 'idle' }
  | { kind: 'sending'; files: number }
  | { kind: 'working'; job: Job | null; waiting: boolean } // waiting: the server does not answer just now
  | { kind: 'finished'; job: Job }
  | { kind: 'failed'; message: string }

// What is sent for: where this tab keeps the job's number, and what is said when the job is gone.
export interface Errand {
  key: string
  gone: string
}

const importJob: Errand = {
  key: 'homeward-import-job',
  gone: 'This import can no longer be followed. The list below shows whether it finished; if it is not there, send the files again.',
}
export const checkJob: Errand = {
  key: 'homeward-check-job',
  gone: 'This check can no longer be followed. The list below shows whether it finished; if it is not there, send the files again.',
}

export class Upload {
  private state: UploadState = { kind: 'idle' }
  private readonly listeners = new Set<() => void>()
  private following = false
  private starting = false

  constructor(
    private readonly pause: (turn: number) => Promise<void>,
    private readonly errand: Errand = importJob,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  readonly current = (): UploadState => this.state

  get busy(): boolean {
    return this.starting || this.state.kind === 'sending' || this.state.kind === 'working'
  }

  // Sends the files together and follows their job. Does nothing while another is on its way.
  async start(files: File[], send: (files: File[]) => Promise<{ job: string }> = sendFiles): Promise<void> {
    if (this.busy || files.length === 0) return
    this.become({ kind: 'sending', files: files.length })
    try {
      const { job } = await send(files)
      sessionStorage.setItem(this.errand.key, job)
      await this.follow(job)
    } catch (error) {
      this.become({ kind: 'failed', message: sentenceOf(error) })
    }
  }

  // Follows a job that needs no files to be sent. Gives why it could not be begun while files wait for a
  // person: they go on waiting, so that it can be tried again; '' otherwise.
  async run(start: () => Promise<{ job: string }>): Promise<string> {
    if (this.busy) return ''
    const waits = this.state.kind === 'finished' && this.state.job.reading !== null
    this.starting = true
    if (!waits) this.become({ kind: 'working', job: null, waiting: false })
    try {
      const { job } = await start()
      sessionStorage.setItem(this.errand.key, job)
      await this.follow(job)
    } catch (error) {
      const away = error instanceof ApiError && (error.status === 0 || error.status >= 500)
      if (waits && away) return sentenceOf(error)
      this.become({ kind: 'failed', message: sentenceOf(error) })
    } finally {
      this.starting = false
    }
    return ''
  }

  // Goes on with the job this tab started before it was reloaded.
  async resume(): Promise<void> {
    const job = sessionStorage.getItem(this.errand.key)
    if (job !== null && !this.busy && this.state.kind !== 'finished') await this.follow(job)
  }

  dismiss(): void {
    if (this.busy) return
    sessionStorage.removeItem(this.errand.key)
    this.become({ kind: 'idle' })
  }

  private become(state: UploadState): void {
    this.state = state
    for (const listener of [...this.listeners]) listener()
  }

  private async follow(id: string): Promise<void> {
    if (this.following) return
    this.following = true
    let last: Job | null = null
    this.become({ kind: 'working', job: null, waiting: false })
    try {
      for (let turn = 0; ; turn += 1) {
        try {
          last = await fetchJob(id)
          if (last.state !== 'running') {
            // A reading that waits for a person is found again after a reload.
            if (last.reading === null) sessionStorage.removeItem(this.errand.key)
            this.become({ kind: 'finished', job: last })
            return
          }
          this.become({ kind: 'working', job: last, waiting: false })
        } catch (error) {
          if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
            sessionStorage.removeItem(this.errand.key)
            this.become({
              kind: 'failed',
              message: error.status === 404 ? this.errand.gone : sentenceOf(error),
            })
            return
          }
          // No connection, or a fault for a moment: the server works on, so we ask again.
          this.become({ kind: 'working', job: last, waiting: true })
        }
        await this.pause(turn)
      }
    } finally {
      this.following = false
    }
  }
}

const firstPause = 400
const longestPause = 3_000

const pauseLongerAndLonger = (turn: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.min(longestPause, firstPause * (1 + turn / 4))))

export const upload = new Upload(pauseLongerAndLonger)
export const checkUpload = new Upload(pauseLongerAndLonger, checkJob)
