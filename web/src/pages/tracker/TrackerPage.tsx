import { Skeleton } from '../../ui/ui'

export default function TrackerPage() {
  return <Skeleton label="Loading the tracker" />
}
