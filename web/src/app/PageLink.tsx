import { Link, useSearchParams, type LinkProps } from 'react-router-dom'
import { dayParameter, withAsOf } from './asOf'

// A link to another page, which then shows the same day: a past day stays until somebody leaves it.
export function PageLink({ to, ...props }: Omit<LinkProps, 'to'> & { to: string }) {
  const [params] = useSearchParams()
  return <Link to={withAsOf(to, params.get(dayParameter))} {...props} />
}
