import { Component, type ReactNode } from 'react'
import { ErrorPanel } from '../ui/ui'

// A fault in one page leaves the frame standing.
export class FaultBarrier extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <ErrorPanel title="This page has a fault" onRetry={() => this.setState({ failed: false })}>
        What you saved is kept. Try again; if it happens once more, tell your administrator what you opened.
      </ErrorPanel>
    )
  }
}
