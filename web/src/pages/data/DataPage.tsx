import { Skeleton } from '../../ui/ui'

export default function DataPage() {
  return <Skeleton label="Loading the imports" />
}
