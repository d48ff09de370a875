import { Component, type ReactNode } from 'react'
import { ErrorPanel } from '../ui/ui'

interface Props {
  page: string // its address: a fault of one page is none of another
  children: ReactNode
}

// A fault in one page leaves the frame standing.
export class FaultBarrier extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidUpdate(before: Props) {
    if (this.state.failed && before.page !== this.props.page) this.setState({ failed: false })
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <ErrorPanel page title="This page has a fault" onRetry={() => this.setState({ failed: false })}>
        What you saved is kept. Try again; if it happens once more, tell your administrator what you opened.
      </ErrorPanel>
    )
  }
}
