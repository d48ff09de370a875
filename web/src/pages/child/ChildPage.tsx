import { Skeleton } from '../../ui/ui'

export default function ChildPage() {
  return <Skeleton label="Loading the child's page" />
}
