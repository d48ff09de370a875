// A collection year, named by the 31 March it ends on: 2026 is "2025-26".
export function yearInWords(year: number): string {
  return `${year - 1}-${String(year % 100).padStart(2, '0')}`
}
